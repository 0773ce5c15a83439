using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Gradients of mean cross-entropies by hand.</summary>
internal static class DenseGradient
{
    /// <summary>Adds that of one batch of one member to the member's gradient, and steps.</summary>
    /// <param name="member">The member.</param>
    /// <param name="rows">All points.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="points">Those of the batch.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="step">What happens to each part of the weights.</param>
    /// <param name="count">Over how many points the mean is taken, of which the batch may be a part.</param>
    /// <returns>The sum of the points' losses.</returns>
    public static double Add<T, TStep>(
        NativeMember<T> member,
        FeatureRows<T> rows,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> points,
        int classes,
        TStep step,
        int count
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
            T.One / T.CreateChecked(count)
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
        Network network = data.Network;
        int width = network.Layout.Width;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        Tensor gradient = zeros_like(parameters.Flat);
        Span<T> result = MemoryMarshal.Cast<byte, T>(gradient.bytes);
        losses = new double[points.Count];
        int size = NativeMembers.PointsOfMean(network, points.Max(static own => own.Length));
        using NativeMember<T> member = NativeMembers.Of<T>(network, size);
        for (int m = 0; m < points.Count; m++)
        {
            if (points[m].Length == 0)
            {
                continue;
            }

            member.Load(parameters.Row<T>(m));
            member.Gradient.Clear();
            double sum = 0.0;
            foreach (int[] batch in points[m].Chunk(size))
            {
                NoStep<T> stay = default;
                sum += Add(member, rows, data.Dataset.Labels, batch, network.Classes, stay, points[m].Length);
            }

            losses[m] = sum / points[m].Length;
            member.StoreGradient(result.Slice(m * width, width));
        }

        return gradient;
    }
}
