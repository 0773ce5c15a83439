using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Trains members of a <see cref="DenseNetwork"/> one after another with gradients by hand, in native buffers that are reused from
/// member to member: no tensors, no allocation in the loop over batches.
/// </summary>
internal static class DenseTraining
{
    /// <summary>Trains every stage in place.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="stages">One a member.</param>
    /// <param name="weights">Start on entry, trained on return.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <param name="witness">Sees batches, or null.</param>
    public static void Run<T>(
        TrainingData data,
        IReadOnlyList<MemberSpec> stages,
        ParameterStack weights,
        CancellationToken cancellationToken,
        ITrainingWitness? witness = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = (DenseNetwork)data.Network;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        using var member = new DenseMember<T>(network, stages.Max(Largest));
        for (int i = 0; i < stages.Count; i++)
        {
            Span<T> row = MemoryMarshal
                .Cast<byte, T>(weights.Flat.bytes)
                .Slice(i * network.Layout.Width, network.Layout.Width);
            member.Load(row);
            var around = witness is null ? null : new WitnessedBatch<T>(witness, i, network.Layout.Width);
            Train(data, rows, stages[i], member, around, cancellationToken);
            member.Store(row);
        }
    }

    /// <summary>Points in a stage's largest batch.</summary>
    private static int Largest(MemberSpec stage) => Math.Min(stage.Training.BatchSize, stage.Points.Count);

    private static void Train<T>(
        TrainingData data,
        FeatureRows<T> rows,
        MemberSpec stage,
        DenseMember<T> member,
        WitnessedBatch<T>? around,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TrainingOptions options = stage.Training;
        int[] labels = data.Dataset.Labels;
        int classes = data.Network.Classes;
        var curve = new List<double>(options.Epochs);
        bool adam = options.Optimizer == OptimizerKind.Adam;
        T[] first = adam ? new T[member.Weights.Length] : [];
        T[] second = adam ? new T[member.Weights.Length] : [];
        long step = 0;
        T decay = T.CreateChecked(options.WeightDecay);
        for (int i = 0; i < member.Weights.Length; i++)
        {
            member.Gradient[i] = decay * member.Weights[i];
        }

        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            double rate = options.LearningRate * LearningRateSchedule.Factor(options.Schedule, epoch, options.Epochs);
            int[] order = BatchSampler.Order(stage.Seed, epoch, stage.Points);
            double loss = 0.0;
            for (int batch = 0; batch < BatchSampler.Batches(order.Length, options.BatchSize); batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<int> points = BatchSampler.Batch(order, batch, options.BatchSize);
                around?.Before(member, points);
                if (adam)
                {
                    step++;
                    var move = new AdamStep<T>(first, second, step, rate, options.WeightDecay);
                    loss += DenseGradient.Add(member, rows, labels, points, classes, move);
                }
                else
                {
                    var move = new SgdStep<T>(rate, options.Momentum, options.WeightDecay);
                    loss += DenseGradient.Add(member, rows, labels, points, classes, move);
                }

                around?.After(member);
            }

            curve.Add(order.Length == 0 ? 0.0 : loss / order.Length);
            Divergence.Check(stage, curve, options.Epochs);
        }

        foreach (T weight in member.Weights)
        {
            if (!T.IsFinite(weight))
            {
                throw Divergence.Diverged(stage, curve, "a weight");
            }
        }
    }
}
