using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;

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

    private static IReadOnlyList<PointSet> Stream(StreamScenario scenario) =>
        scenario.Stream(Data, Split, new RandomKey(3), Model);
}
