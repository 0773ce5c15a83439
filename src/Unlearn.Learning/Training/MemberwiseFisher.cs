using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Sums over points of their squared gradients for networks whose members are computed one after another: a chunk of points passes forward
/// once and backward once (once a class for the true Fisher matrix), and each layer's squares follow from its <see cref="LayerTape"/>.
/// </summary>
internal static class MemberwiseFisher
{
    /// <summary>Points at once: as many as stay in the cache.</summary>
    private const int Points = 16;

    /// <summary>Of the cross-entropies of the points' own labels.</summary>
    public static Tensor Empirical(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> sets,
        CancellationToken cancellationToken
    ) =>
        Means(
            data,
            parameters,
            sets,
            static (logits, labels) => [CrossEntropy.PerPoint(logits, labels)],
            cancellationToken
        );

    /// <summary>Of every label's cross-entropy, weighted by the model's probability of it.</summary>
    public static Tensor Expected(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> sets,
        CancellationToken cancellationToken
    ) =>
        Means(
            data,
            parameters,
            sets,
            static (logits, _) =>
            {
                Tensor shares = logits.log_softmax(-1);

                // p times the square of a gradient is the square of the gradient of the loss times the root of p.
                Tensor losses = -(shares * shares.detach().Times(0.5).exp());
                return [.. Enumerable.Range(0, (int)shares.size(-1)).Select(label => losses.select(-1, label))];
            },
            cancellationToken
        );

    private static Tensor Means(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> sets,
        Func<Tensor, Tensor, IEnumerable<Tensor>> losses,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var network = (MemberwiseNetwork)data.Network;
        Tensor result = zeros_like(parameters.Flat);
        for (int member = 0; member < sets.Count; member++)
        {
            Tensor row = result.narrow(0, member, 1);
            foreach (int[] ids in sets[member].Chunk(Points))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope inner = NewDisposeScope();
                PaddedBatch batch = data.Tensors.Batch([ids], type: parameters.Flat.dtype);
                var tape = new LayerTape();
                Tensor logits = network.Forward(parameters, member, batch.Inputs.squeeze(0), tape);
                foreach (Tensor loss in losses(logits, batch.Labels.squeeze(0)))
                {
                    tape.Squares(GuardedAutograd.Gradients(loss, tape.Outputs), Add);
                }
            }

            row.copy_(row.Times(1.0 / Math.Max(1, sets[member].Count)));

            void Add(string array, Tensor squares)
            {
                Tensor sum = ParameterStack.View(row, parameters.Layout[array]).select(0, 0);
                sum.Gain(squares);
            }
        }

        return result.MoveToOuterDisposeScope();
    }
}
