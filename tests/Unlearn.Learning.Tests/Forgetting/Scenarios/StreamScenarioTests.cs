using System.Text.Json;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class StreamScenarioTests
{
    private static readonly RandomKey Model = new(9);
    private static readonly Dataset Data = Toy.Dataset(100, 4, 3);
    private static readonly DataSplit Split = new(
        [.. Enumerable.Range(0, 60)],
        [.. Enumerable.Range(60, 20)],
        [.. Enumerable.Range(80, 20)]
    );

    [TestCase(StreamOrder.Uniform)]
    [TestCase(StreamOrder.ByClass)]
    [TestCase(StreamOrder.Adversarial)]
    public void Answers_are_disjoint_parts_of_the_training_set(StreamOrder order)
    {
        IReadOnlyList<PointSet> answers = Stream(
            new StreamScenario
            {
                Requests = 11,
                Batch = 4,
                Order = order,
            }
        );

        Assert.That(answers.Select(static answer => answer.Count), Is.EqualTo(new[] { 4, 4, 3 }));
        Assert.That(answers.SelectMany(static answer => answer), Is.Unique.And.SubsetOf(Split.Train));
    }

    [Test]
    public void A_longer_stream_begins_with_the_shorter_one() =>
        Assert.That(
            Stream(new StreamScenario { Requests = 9 }).Take(5),
            Is.EqualTo(Stream(new StreamScenario { Requests = 5 }))
        );

    [Test]
    public void A_class_vanishes_before_the_next_one_is_touched()
    {
        int[] labels =
        [
            .. Stream(new StreamScenario { Requests = 40, Order = StreamOrder.ByClass })
                .SelectMany(static answer => answer)
                .Select(point => Data.Labels[point]),
        ];

        Assert.That(labels.Zip(labels.Skip(1)).Count(static pair => pair.First != pair.Second), Is.InRange(1, 2));
    }

    [Test]
    public void An_adversary_hits_another_shard_with_every_request()
    {
        int[] shards =
        [
            .. Stream(
                    new StreamScenario
                    {
                        Requests = 15,
                        Order = StreamOrder.Adversarial,
                        Shards = 5,
                    }
                )
                .SelectMany(static answer => answer)
                .Select(static point => SisaStages.ShardOf(Model, point, 5)),
        ];

        Assert.That(shards.Chunk(5), Is.All.EquivalentTo(new[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void A_user_asks_for_all_of_the_users_points()
    {
        Dataset grouped = new()
        {
            Name = "grouped",
            Features = Data.Features,
            FeatureShape = Data.FeatureShape,
            Labels = Data.Labels,
            ClassNames = Data.ClassNames,
            Groups = [.. Enumerable.Range(0, 100).Select(static point => point % 12)],
            Digest = Data.Digest,
        };
        IReadOnlyList<PointSet> answers = new StreamScenario { Requests = 3, Order = StreamOrder.ByUser }.Stream(
            grouped,
            Split,
            new RandomKey(3),
            Model
        );

        Assert.That(answers, Has.Count.EqualTo(3));
        foreach (PointSet answer in answers)
        {
            Assert.That(answer, Is.EqualTo(Split.Train.Where(point => point % 12 == answer.Ids[0] % 12)));
        }

        Assert.That(
            () => Stream(new StreamScenario { Requests = 1, Order = StreamOrder.ByUser }),
            Throws.TypeOf<InputException>().With.Message.Contains("has no groups")
        );
    }

    [TestCase(60)]
    [TestCase(61)]
    public void A_stream_that_leaves_nothing_is_refused(int requests) =>
        Assert.That(
            () => Stream(new StreamScenario { Requests = requests }),
            Throws.TypeOf<InputException>().With.Message.Contains($"{requests} requests")
        );

    [Test]
    public void The_closed_form_for_equal_shards_and_slices_is_the_oracles()
    {
        JsonElement grid = Oracle.Read("sisa.expected.json").GetProperty("grid");
        Assert.That(grid.GetArrayLength(), Is.GreaterThan(30));
        foreach (JsonElement cell in grid.EnumerateArray())
        {
            int Of(string name) => cell.GetProperty(name).GetInt32();
            double expected = cell.GetProperty("closed").GetProperty("sequential_visits").GetDouble();

            Assert.That(Equal(Of("N"), Of("S"), Of("R"), Of("K")), Is.EqualTo(expected).Within(1e-9 * expected));
        }
    }

    [TestCase(5, 1, true)]
    [TestCase(5, 4, true)]
    [TestCase(20, 2, true)]
    [TestCase(5, 1, false)]
    [TestCase(5, 4, false)]
    [TestCase(20, 2, false)]
    public void Uniform_streams_cost_sisa_what_the_closed_form_of_its_division_says(int shards, int slices, bool hashed)
    {
        const int N = 600;
        const int K = 25;
        var split = new DataSplit([.. Enumerable.Range(0, N)], [], []);
        Dataset data = Toy.Dataset(N, 2, 2);
        double[] costs =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(run =>
                {
                    RandomKey model = new RandomKey(17).Derive(run);
                    IReadOnlyList<PointSet> stream = new StreamScenario { Requests = K }.Stream(
                        data,
                        split,
                        new RandomKey(23).Derive(run),
                        model
                    );
                    return (double)Visits(
                        points =>
                            hashed
                                ? SisaStages.Build(model, points, new TrainingOptions(), shards, slices)
                                : SisaStages.Build(
                                    model,
                                    points,
                                    new TrainingOptions(),
                                    shards,
                                    slices,
                                    point => point % shards,
                                    point => point / shards % slices
                                ),
                        new PointSet(split.Train),
                        stream
                    );
                }),
        ];
        double mean = costs.Average();
        double error = Math.Sqrt(costs.Sum(cost => (cost - mean) * (cost - mean)) / (costs.Length - 1) / costs.Length);
        double expected = hashed ? Hashed(N, shards, slices, K) : Equal(N, shards, slices, K);

        Assert.That(mean, Is.EqualTo(expected).Within(4 * error));
    }

    /// <summary>
    /// Shard and slice of each point uniform, as SISA here draws them: the i-th of K distinct uniform requests finds N - i other points, each in
    /// the hit shard with probability 1/S. Stages r..R are trained again, stage q on q/R of the shard: (N - i)/S times the mean over r of the
    /// sum of q/R from r to R, which is (R + 1)(2R + 1)/(6R), in points visited once a stage.
    /// </summary>
    private static double Hashed(int points, int shards, int slices, int requests) =>
        Enumerable.Range(1, requests).Sum(i => (points - i) / (double)shards)
        * ((slices + 1.0) * ((2.0 * slices) + 1.0) / (6.0 * slices));

    /// <summary>
    /// Slices of exactly n = N/(S R) points: stage q holds q n - 1 others, each still there with probability (N - i)/(N - 1); the mean over r of
    /// the sum of q n - 1 from r to R is n (R + 1)(2R + 1)/6 - (R + 1)/2.
    /// </summary>
    private static double Equal(int points, int shards, int slices, int requests) =>
        Enumerable.Range(1, requests).Sum(i => (points - i) / (points - 1.0))
        * (
            (points / (double)(shards * slices) * (slices + 1.0) * ((2.0 * slices) + 1.0) / 6.0)
            - ((slices + 1.0) / 2.0)
        );

    private static long Visits(
        Func<PointSet, IReadOnlyList<MemberSpec>> build,
        PointSet left,
        IReadOnlyList<PointSet> stream
    )
    {
        long visits = 0;
        var before = new Ensemble(build(left), Aggregation.Vote);
        foreach (PointSet part in stream)
        {
            left = left.Except(part);
            var after = new Ensemble(build(left), Aggregation.Vote);
            visits += RetrainingCost.Between(before, after).Visits;
            before = after;
        }

        return visits;
    }

    private static IReadOnlyList<PointSet> Stream(StreamScenario scenario) =>
        scenario.Stream(Data, Split, new RandomKey(3), Model);
}
