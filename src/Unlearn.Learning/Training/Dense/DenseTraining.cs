using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Trains members one after another with gradients by hand, in native buffers that are reused from
/// member to member: no tensors, no allocation in the loop over batches.
/// </summary>
internal static class DenseTraining
{
    /// <summary>Trains every stage in place.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="stages">One per member.</param>
    /// <param name="weights">Start on entry, trained on return.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <param name="checkpoints">Where states are found and kept, or null.</param>
    /// <param name="witness">Sees batches, or null.</param>
    public static void Run<T>(
        TrainingData data,
        IReadOnlyList<MemberSpec> stages,
        ParameterStack weights,
        CancellationToken cancellationToken,
        StackCheckpoints? checkpoints = null,
        ITrainingWitness? witness = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Network network = data.Network;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        using NativeMember<T> member = NativeMembers.Of<T>(network, stages.Max(Largest));
        for (int i = 0; i < stages.Count; i++)
        {
            Span<T> row = MemoryMarshal
                .Cast<byte, T>(weights.Flat.bytes)
                .Slice(i * network.Layout.Width, network.Layout.Width);
            MemberSpec stage = stages[i];
            var progress = new DenseProgress<T>(stage, member, network.Layout, row, checkpoints?.Find(stage));
            var around = witness is null ? null : new WitnessedBatch<T>(witness, i, network.Layout.Width);
            Train(data, rows, stage, member, progress, around, () => Pass(stage, progress));
            CheckWeights(stage, member, progress);
            member.Store(row);
            checkpoints?.Finish(stage, i);
        }

        void Pass(MemberSpec stage, DenseProgress<T> progress)
        {
            if (checkpoints.AreWanted(cancellationToken))
            {
                checkpoints.Keep(progress.HasBegun ? [(stage, progress.State())] : []);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Points in a stage's largest batch.</summary>
    private static int Largest(MemberSpec stage) => Math.Min(stage.Training.BatchSize, stage.Points.Count);

    private static void Train<T>(
        TrainingData data,
        FeatureRows<T> rows,
        MemberSpec stage,
        NativeMember<T> member,
        DenseProgress<T> progress,
        WitnessedBatch<T>? around,
        Action pass
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TrainingOptions options = stage.Training;
        int[] labels = data.Dataset.Labels;
        int classes = data.Network.Classes;
        while (progress.Epoch < options.Epochs)
        {
            double factor = LearningRateSchedule.Factor(options.Schedule, progress.Epoch, options.Epochs);
            double rate = options.LearningRate * factor;
            int[] order = BatchSampler.Order(stage.Seed, progress.Epoch, stage.Points);
            int batches = BatchSampler.Batches(order.Length, options.BatchSize);
            while (progress.Batch < batches)
            {
                pass();
                ReadOnlySpan<int> points = BatchSampler.Batch(order, progress.Batch, options.BatchSize);
                around?.Before(member, points);
                progress.Step(rows, labels, points, classes, rate);
                if (progress is { Epoch: 0, Batch: 1 })
                {
                    Divergence.CheckStart(stage, progress.Loss);
                }

                around?.After(member);
            }

            progress.EndEpoch(order.Length);
            Divergence.Check(stage, progress.Curve, options.Epochs);
        }
    }

    private static void CheckWeights<T>(MemberSpec stage, NativeMember<T> member, DenseProgress<T> progress)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T weight in member.Weights)
        {
            if (!T.IsFinite(weight))
            {
                throw Divergence.Diverged(stage, progress.Curve, "a weight");
            }
        }
    }
}
