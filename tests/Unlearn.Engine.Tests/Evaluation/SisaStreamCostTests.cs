using System.Text.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>What streams of deletions cost SISA, against closed forms.</summary>
public sealed class SisaStreamCostTests
{
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
        Dataset data = Planning.PlanSamples.Problem(Samples.Digits, points: N).Data.Dataset;

        // One epoch a stage: a stage costs its number of points.
        var once = new TrainingOptions { Epochs = 1 };
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
                                ? SisaStages.Build(model, points, once, shards, slices)
                                : SisaStages.Build(
                                    model,
                                    points,
                                    once,
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
        var requests = new Requests();
        long visits = 0;
        var before = new Ensemble(build(left), Aggregation.Vote);
        foreach (PointSet part in stream)
        {
            left = left.Except(part);
            var after = new Ensemble(build(left), Aggregation.Vote);
            visits += requests.Cost(before, after).Gradients;
            before = after;
        }

        return visits;
    }
}
