using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Checkpoints;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Trains a stack of members that share everything but seed, points and learning rate, by automatic differentiation: the path for
/// every architecture, and the oracle of the faster one.
/// </summary>
internal static class AutogradTraining
{
    /// <summary>Trains in place.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="stages">One per member, equal in optimiser, schedule, batch size and epochs.</param>
    /// <param name="weights">Start on entry, trained on return.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <param name="states">Where to go on from, one per member and all at the same batch; null to begin.</param>
    /// <param name="checkpoints">Where states are kept, or null.</param>
    /// <param name="witness">Sees batches, or null; members have the positions of <paramref name="stages"/>.</param>
    public static void Run(
        TrainingData data,
        IReadOnlyList<MemberSpec> stages,
        ParameterStack weights,
        CancellationToken cancellationToken,
        IReadOnlyList<TrainingState>? states = null,
        ITrainingCheckpoints? checkpoints = null,
        ITrainingWitness? witness = null
    )
    {
        // Most batches first: a batch that some members lack is then a step of the first members alone, and the others rest.
        int[] order = [.. Enumerable.Range(0, stages.Count).OrderByDescending(m => stages[m].Points.Count)];
        MemberSpec[] sorted = [.. order.Select(m => stages[m])];
        TrainingOptions options = sorted[0].Training;
        using ParameterStack own = weights.Select(order);
        using var optimizer = new StackOptimizer(
            own,
            options,
            [.. sorted.Select(static stage => stage.Training.LearningRate)]
        );
        var progress = new AutogradProgress(sorted, own, optimizer);
        if (states is not null)
        {
            progress.Resume([.. order.Select(m => states[m])]);
        }

        int passes = sorted[0].Passes;
        while (progress.Epoch < passes)
        {
            Epoch(
                data,
                sorted,
                own,
                (gradient, factor, points) => Step(own, optimizer, gradient, factor, points, order, witness),
                progress,
                checkpoints,
                cancellationToken
            );
            progress.EndEpoch();
            for (int member = 0; member < sorted.Length; member++)
            {
                Divergence.Check(sorted[member], progress.Curves[member], passes);
            }
        }

        Divergence.CheckWeights(sorted, own, progress.Curves);
        using Tensor index = tensor([.. order.Select(static m => (long)m)]);
        weights.Flat.index_copy_(0, index, own.Flat);
    }

    /// <summary>One step of the members that have a batch, shown to a witness where it wants to see it.</summary>
    private static void Step(
        ParameterStack weights,
        StackOptimizer optimizer,
        Tensor gradient,
        Func<int, double> factor,
        int[][] points,
        int[] order,
        ITrainingWitness? witness
    )
    {
        int[] wanted =
        [
            .. Enumerable.Range(0, points.Length).Where(row => witness?.Wants(order[row], points[row]) == true),
        ];
        double[][] before = [.. wanted.Select(row => RowOf(weights, row))];
        optimizer.Step(gradient, factor);
        for (int i = 0; i < wanted.Length; i++)
        {
            witness!.See(order[wanted[i]], before[i], RowOf(weights, wanted[i]));
        }
    }

    private static double[] RowOf(ParameterStack weights, int row)
    {
        using Tensor wide = weights.Flat.select(0, row).to_type(ScalarType.Float64).contiguous();
        return wide.data<double>().ToArray();
    }

    /// <summary>The rest of one epoch.</summary>
    private static void Epoch(
        TrainingData data,
        MemberSpec[] stages,
        ParameterStack weights,
        Action<Tensor, Func<int, double>, int[][]> step,
        AutogradProgress progress,
        ITrainingCheckpoints? checkpoints,
        CancellationToken cancellationToken
    )
    {
        TrainingOptions options = stages[0].Training;
        int[][] orders = [.. stages.Select(stage => BatchSampler.Order(stage.Seed, progress.Epoch, stage.Points))];
        int batches = (int)Math.Min(stages[0].Batches, stages[0].Steps - ((long)progress.Epoch * stages[0].Batches));
        for (int batch = progress.Batch; batch < batches; batch++)
        {
            if (checkpoints.AreWanted(cancellationToken))
            {
                checkpoints.Keep(progress.States());
            }

            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int[][] points =
            [
                .. orders
                    .TakeWhile(order => order.Length > batch * options.BatchSize)
                    .Select(order => BatchSampler.Batch(order, batch, options.BatchSize).ToArray()),
            ];
            int width = data.Network.MembersAtOnce == 1 ? points[0].Length : options.BatchSize;
            PaddedBatch inputs = data.Tensors.Batch(points, width, weights.Flat.dtype);
            using var active = new ParameterStack(weights.Layout, weights.Flat.narrow(0, 0, points.Length));
            Tensor gradient = LossGradient.Of(
                active,
                tracked =>
                    CrossEntropy.Mean(
                        data.Network.Predict(tracked, inputs.Inputs, inputs.Places, training: true),
                        inputs
                    ),
                out double[] values
            );
            step(gradient, FactorOf, points);
            for (int member = 0; member < points.Length; member++)
            {
                if (progress is { Epoch: 0, Batch: 0 })
                {
                    Divergence.CheckStart(stages[member], values[member]);
                }

                progress.Losses[member] += values[member] * points[member].Length / orders[member].Length;
            }

            progress.Batch++;
        }

        double FactorOf(int member) =>
            LearningRateSchedule.Factor(
                options,
                progress.Epoch,
                ((long)progress.Epoch * stages[member].Batches) + progress.Batch,
                stages[member].Steps
            );
    }
}
