using System.Text.Json;
using Unlearn.Engine.Evaluation;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Costs of SISA against an independent simulation (120 points, 5 shards, 4 slices, 20 requests).</summary>
public sealed class RequestCostTests
{
    // Four slices: a stage takes 2 * 5 / (4 + 1) = 2 epochs.
    private static readonly TrainingOptions Training = new() { Epochs = 5 };
    private const int EpochsOfStage = 2;

    private readonly Requests _requests = new();
    private JsonElement _input;
    private JsonElement _expected;

    [OneTimeSetUp]
    public void Read()
    {
        _input = Oracle.Read("sisa.input.json").GetProperty("stream");
        _expected = Oracle.Read("sisa.expected.json");
    }

    [Test]
    public void A_stream_of_single_requests_costs_what_the_oracle_says() =>
        Compare(1, "stream_sequential", "sequential");

    [Test]
    public void A_stream_of_batches_costs_what_the_oracle_says() =>
        Compare(_input.GetProperty("batch_size").GetInt32(), "stream_batched", "batched");

    [Test]
    public void Retraining_costs_the_whole_retain_set()
    {
        ForgetRequest request = Requests.Forget(Requests.Range(40), Training, 11, 12);

        RequestCost cost = _requests.Cost(new Retrain().Before(request), new Retrain().After(request));

        Assert.That(cost.PointsRetrained, Is.EqualTo(38));
        Assert.That(cost.Gradients, Is.EqualTo(5 * 38));
    }

    [Test]
    public void Forgetting_nothing_costs_nothing()
    {
        ForgetRequest request = Requests.Forget(Requests.Range(40), Training);
        var sisa = new Sisa { Shards = 3 };

        RequestCost cost = _requests.Cost(sisa.Before(request), sisa.After(request));

        Assert.That(cost.PointsRetrained, Is.Zero);
        Assert.That(cost.Gradients, Is.Zero);
        Assert.That(
            cost.Figures(100).Single(static figure => figure.Name == CostFigures.SpeedUp.Name).NotResolvable,
            Is.Not.Null
        );
    }

    [Test]
    public void Shards_that_stay_cost_nothing()
    {
        // Point i is in shard i mod 4, all in the first slice: without point 5, shard 1 alone trains its 9 other points again.
        Ensemble before = Build(Requests.Range(40));
        Ensemble after = Build(Requests.Range(40).Except(new PointSet([5])));

        RequestCost cost = _requests.Cost(before, after);

        Assert.That(cost.PointsRetrained, Is.EqualTo(9));
        Assert.That(cost.Gradients, Is.EqualTo(5 * 9));

        static Ensemble Build(PointSet points) =>
            new(
                SisaStages.Build(Requests.Seed, points, Training, 4, 1, static point => point % 4, static _ => 0),
                Aggregation.Vote
            );
    }

    private void Compare(int batch, string stream, string total)
    {
        int[] shard = Oracle.Ints(_input, "shard");
        int[] slice = Oracle.Ints(_input, "slice");
        PointSet points = Requests.Range(_input.GetProperty("n").GetInt32());
        Ensemble before = Build(points, shard, slice);
        var costs = new List<RequestCost>();
        foreach (
            (int[] deleted, JsonElement step) in Oracle
                .Ints(_input, "requests")
                .Chunk(batch)
                .Zip(_expected.GetProperty(stream).EnumerateArray())
        )
        {
            points = points.Except(new PointSet(deleted));
            Ensemble after = Build(points, shard, slice);
            RequestCost cost = _requests.Cost(before, after);

            Assert.That(cost.Gradients, Is.EqualTo(EpochsOfStage * step.GetProperty("point_visits").GetInt64()));
            Assert.That(cost.PointsRetrained, Is.EqualTo(step.GetProperty("shard_points").GetInt64()));
            costs.Add(cost);
            before = after;
        }

        var sum = RequestCost.Sum(costs);
        JsonElement totals = _expected.GetProperty("totals");
        Assert.That(sum.Gradients, Is.EqualTo(EpochsOfStage * totals.GetProperty($"{total}_point_visits").GetInt64()));
        Assert.That(sum.PointsRetrained, Is.EqualTo(totals.GetProperty($"{total}_shard_points").GetInt64()));
    }

    private static Ensemble Build(PointSet points, int[] shard, int[] slice) =>
        new(
            SisaStages.Build(Requests.Seed, points, Training, 5, 4, point => shard[point], point => slice[point]),
            Aggregation.Vote
        );
}
