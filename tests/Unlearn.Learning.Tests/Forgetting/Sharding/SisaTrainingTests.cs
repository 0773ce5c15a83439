using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Sharding;

/// <summary>SISA is exact: checkpoints plus retrained stages are, bit for bit, training without the points from the start.</summary>
public sealed class SisaTrainingTests
{
    private static readonly Dataset Data = Training.Toy.Dataset(23, 6, 3);

    private static readonly TrainingData Mlp = new(Data, new Mlp { Hidden = [9] }.Bind([6], 3));

    private static readonly TrainingOptions Options = new() { Epochs = 4, BatchSize = 4 };

    [TestCase(1, 5)]
    [TestCase(3, 4)]
    [TestCase(9, 2)]
    public void Deleting_any_point_incrementally_equals_training_without_it(int shards, int slices)
    {
        var sisa = new Sisa { Shards = shards, Slices = slices };
        for (int point = 0; point < Data.Count; point++)
        {
            Compare(sisa, Points.Forget(Points.Range(Data.Count), Options, point));
        }
    }

    [Test]
    public void Deleting_several_points_at_once_equals_training_without_them() =>
        Compare(new Sisa { Shards = 3, Slices = 4 }, Points.Forget(Points.Range(Data.Count), Options, 0, 4, 5, 11, 22));

    [Test]
    public void One_shard_and_one_slice_equals_retraining_bit_for_bit()
    {
        ForgetRequest request = Points.Forget(Points.Range(Data.Count), Options, 3, 9);
        using ParameterStack sisa = Train(new Sisa().After(request).Members);
        using ParameterStack retrained = Train(new Retrain().After(request).Members);

        Assert.That(Bits.Same(sisa, 0, retrained, 0), Is.True);
    }

    private static void Compare(Sisa sisa, ForgetRequest request)
    {
        var checkpoints = new Dictionary<MemberSpec, ParameterStack>();
        Ensemble after = sisa.After(request);
        foreach (MemberSpec shard in sisa.Before(request).Members.Concat(after.Members))
        {
            Continue(checkpoints, shard);
        }

        ForgetRequest never = Points.Forget(request.Retain, Options);
        using ParameterStack scratch = Train(sisa.Before(never).Members);

        for (int shard = 0; shard < after.Members.Count; shard++)
        {
            Assert.That(
                Bits.Same(checkpoints[after.Members[shard]], 0, scratch, shard),
                Is.True,
                $"shard {shard} after deleting {string.Join(", ", request.Forget)}"
            );
        }

        foreach (ParameterStack checkpoint in checkpoints.Values)
        {
            checkpoint.Dispose();
        }
    }

    /// <summary>Trains a stage from its parent's checkpoint, unless there is a checkpoint of it.</summary>
    private static void Continue(Dictionary<MemberSpec, ParameterStack> checkpoints, MemberSpec stage)
    {
        if (checkpoints.ContainsKey(stage))
        {
            return;
        }

        ParameterStack weights;
        if (stage.Parent is null)
        {
            weights = StackTrainer.Initialise(Mlp.Network, [stage.Seed]);
        }
        else
        {
            Continue(checkpoints, stage.Parent);
            weights = checkpoints[stage.Parent].Clone();
        }

        StackTrainer.TrainStage(Mlp, [stage], weights, default);
        checkpoints.Add(stage, weights);
    }

    private static ParameterStack Train(IReadOnlyList<MemberSpec> members) =>
        new StackTrainer().Train(Mlp, members, default);
}
