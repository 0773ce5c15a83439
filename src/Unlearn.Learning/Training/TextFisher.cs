using TorchSharp;
using Unlearn.Learning.Models;
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
