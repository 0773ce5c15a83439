using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Gradients of mean cross-entropies by hand.</summary>
internal static class DenseGradient
{
    /// <summary>Adds that of one batch of one member to the member's gradient, and steps.</summary>
    /// <returns>The sum of the points' losses.</returns>
    public static double Add<T, TStep>(
        DenseMember<T> member,
        FeatureRows<T> rows,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> points,
        int classes,
        TStep step
    )
        where T : unmanaged, IFloatingPointIeee754<T>
        where TStep : struct, IDenseStep<T>
    {
        Span<T> logits = member.Forward(rows, points);
        double loss = SoftmaxErrors.Fill<T>(
            logits,
            labels,
            points,
            classes,
            member.Stride,
            member.LogitErrors,
            T.One / T.CreateChecked(points.Length)
        );
        member.Backward(rows, points, step);
        return loss;
    }

    /// <summary>The gradients of the mean cross-entropy of each member's own points, as <see cref="CrossEntropyGradient.Mean"/>.</summary>
    public static Tensor Means<T>(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        DenseNetwork network = data.Network.AffineChain!;
        int width = network.Layout.Width;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        Tensor gradient = zeros_like(parameters.Flat);
        Span<T> weights = MemoryMarshal.Cast<byte, T>(parameters.Flat.bytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(gradient.bytes);
        losses = new double[points.Count];
        using var member = new DenseMember<T>(network, points.Max(static own => own.Length));
        for (int m = 0; m < points.Count; m++)
        {
            if (points[m].Length == 0)
            {
                continue;
            }

            member.Load(weights.Slice(m * width, width));
            member.Gradient.Clear();
            losses[m] =
                Add(member, rows, data.Dataset.Labels, points[m], network.Classes, default(NoStep<T>))
                / points[m].Length;
            member.StoreGradient(result.Slice(m * width, width));
        }

        return gradient;
    }
}
