using System.Text.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Contracts;

/// <summary>Costs of SISA against an independent simulation (120 points, 5 shards, 4 slices, 20 requests).</summary>
public sealed class RetrainingCostTests
{
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
    public void Gradients_are_epochs_times_points_of_the_stages_to_train()
    {
        var training = new TrainingOptions { Epochs = 5 };
        ForgetRequest request = Points.Forget(Points.Range(40), training, 11);
        var sisa = new Sisa { Shards = 2, Slices = 4 };

        var cost = RetrainingCost.Between(sisa.Before(request), sisa.After(request));

        Assert.That(cost.Gradients, Is.EqualTo(2 * cost.Visits));
        Assert.That(cost.Stages, Has.Count.EqualTo(4 - SisaStages.SliceOf(Points.Seed, 11, 4)));
    }

    [Test]
    public void Retraining_costs_the_whole_retain_set()
    {
        ForgetRequest request = Points.Forget(Points.Range(40), new TrainingOptions { Epochs = 5 }, 11, 12);

        var cost = RetrainingCost.Between(new Retrain().Before(request), new Retrain().After(request));

        Assert.That(cost.Points, Is.EqualTo(38));
        Assert.That(cost.Gradients, Is.EqualTo(190));
    }

    [Test]
    public void Forgetting_nothing_costs_nothing()
    {
        ForgetRequest request = Points.Forget(Points.Range(40), new TrainingOptions());

        var cost = RetrainingCost.Between(
            new Sisa { Shards = 3 }.Before(request),
            new Sisa { Shards = 3 }.After(request)
        );

        Assert.That(cost.Stages, Is.Empty);
        Assert.That(cost.Points, Is.Zero);
    }

    private void Compare(int batch, string stream, string total)
    {
        int[] shard = Oracle.Ints(_input, "shard");
        int[] slice = Oracle.Ints(_input, "slice");
        int[] requests = Oracle.Ints(_input, "requests");
        PointSet points = Points.Range(_input.GetProperty("n").GetInt32());
        Ensemble before = Build(points, shard, slice);
        long visits = 0;
        long shardPoints = 0;
        foreach (
            (int[] deleted, JsonElement step) in requests
                .Chunk(batch)
                .Zip(_expected.GetProperty(stream).EnumerateArray())
        )
        {
            points = points.Except(new PointSet(deleted));
            Ensemble after = Build(points, shard, slice);
            var cost = RetrainingCost.Between(before, after);

            int[] sizes =
            [
                .. step.GetProperty("retrain")
                    .EnumerateArray()
                    .SelectMany(static hit => Oracle.Ints(hit, "stage_sizes")),
            ];
            Assert.That(cost.Stages.Select(static stage => stage.Points.Count), Is.EqualTo(sizes));
            Assert.That(cost.Visits, Is.EqualTo(step.GetProperty("point_visits").GetInt64()));
            Assert.That(cost.Points, Is.EqualTo(step.GetProperty("shard_points").GetInt64()));
            visits += cost.Visits;
            shardPoints += cost.Points;
            before = after;
        }

        JsonElement totals = _expected.GetProperty("totals");
        Assert.That(visits, Is.EqualTo(totals.GetProperty($"{total}_point_visits").GetInt64()));
        Assert.That(shardPoints, Is.EqualTo(totals.GetProperty($"{total}_shard_points").GetInt64()));
    }

    private static Ensemble Build(PointSet points, int[] shard, int[] slice) =>
        new(
            SisaStages.Build(
                Points.Seed,
                points,
                new TrainingOptions(),
                5,
                4,
                point => shard[point],
                point => slice[point]
            ),
            Aggregation.Vote
        );
}
