using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Means over sequences of their squared gradients: one pass back for each, as no layer's outputs tell the points of a batch apart.</summary>
internal static class TextFisher
{
    /// <summary>Of the mean cross-entropy of each point's labelled tokens, [M, width].</summary>
    public static Tensor Empirical(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> sets,
        CancellationToken cancellationToken
    ) => Of(data, parameters, sets, labels: null, cancellationToken);

    /// <summary>
    /// The same with tokens that are drawn from the model's own law after the true ones before them, [M, width]: its mean over draws is the diagonal of the true
    /// Fisher matrix, as gradients of tokens that are drawn apart have mean zero and do not correlate.
    /// </summary>
    public static Tensor Expected(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> sets,
        IReadOnlyList<RandomKey> keys,
        CancellationToken cancellationToken
    ) =>
        Of(
            data,
            parameters,
            sets,
            (own, member, point, batch) => Drawn(data.Network, own, batch, keys[member].Derive(point)),
            cancellationToken
        );

    private static Tensor Drawn(Network network, ParameterStack own, PaddedBatch batch, RandomKey key)
    {
        using IDisposable untracked = no_grad();
        Tensor logits = network.Predict(own, batch.Inputs, batch.Places).squeeze(0);
        double[] laws = logits.to_type(ScalarType.Float64).softmax(-1).contiguous().data<double>().ToArray();
        int vocabulary = (int)logits.size(1);
        long[] labels =
        [
            .. Enumerable
                .Range(0, laws.Length / vocabulary)
                .Select(place =>
                    (long)TokenSampler.Draw(laws.AsSpan(place * vocabulary, vocabulary), key.Uniform((ulong)place))
                ),
        ];
        return tensor(labels, batch.Labels.shape);
    }

    private static Tensor Of(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> sets,
        Func<ParameterStack, int, int, PaddedBatch, Tensor>? labels,
        CancellationToken cancellationToken
    )
    {
        Tensor result = zeros_like(parameters.Flat);
        for (int member = 0; member < sets.Count; member++)
        {
            using var own = new ParameterStack(parameters.Layout, parameters.Flat.narrow(0, member, 1));
            using Tensor row = result.narrow(0, member, 1);
            foreach (int point in sets[member])
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope scope = NewDisposeScope();
                PaddedBatch batch = data.Tensors.Batch(
                    [
                        [point],
                    ],
                    type: parameters.Flat.dtype
                );
                batch = labels is null ? batch : batch with { Labels = labels(own, member, point, batch) };
                Tensor gradient = LossGradient.Of(
                    own,
                    tracked => CrossEntropy.Mean(data.Network.Predict(tracked, batch.Inputs, batch.Places), batch)
                );
                row.Gain((gradient * gradient).Times(1.0 / sets[member].Count));
            }
        }

        return result;
    }
}
