using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>The top of the backward pass: softmax of the logits minus the target, and the loss.</summary>
internal static class SoftmaxErrors
{
    /// <summary>Fills errors for the mean cross-entropy of a batch against classes.</summary>
    /// <param name="logits">Row-major, <paramref name="stride"/> values a point.</param>
    /// <param name="labels">Class of every point of the dataset.</param>
    /// <param name="points">Point ids of the batch.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="stride">Row length, a multiple of 16; columns beyond the classes get zero errors.</param>
    /// <param name="errors">As the logits.</param>
    /// <param name="scale">Weight of each point, one over their number for a mean.</param>
    /// <returns>The sum of the points' losses, in nats.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Fill<T>(
        ReadOnlySpan<T> logits,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> points,
        int classes,
        int stride,
        Span<T> errors,
        T scale
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double loss = 0.0;
        for (int point = 0; point < points.Length; point++)
        {
            ReadOnlySpan<T> row = logits.Slice(point * stride, stride);
            Span<T> error = errors.Slice(point * stride, stride);
            int label = labels[points[point]];
            T greatest = row[0];
            for (int i = 1; i < classes; i++)
            {
                greatest = T.Max(greatest, row[i]);
            }

            Vector256<T> shift = Vector256.Create(greatest);
            for (int i = 0; i < stride; i += Vector256<T>.Count)
            {
                Lanes<T>.Exp(Vector256.Create(row[i..]) - shift).CopyTo(error[i..]);
            }

            error[classes..].Clear();
            T sum = T.Zero;
            for (int i = 0; i < classes; i++)
            {
                sum += error[i];
            }

            Vector256<T> factor = Vector256.Create(scale / sum);
            for (int i = 0; i < stride; i += Vector256<T>.Count)
            {
                (Vector256.Create<T>(error[i..]) * factor).CopyTo(error[i..]);
            }

            error[label] -= scale;
            loss += Math.Log(double.CreateChecked(sum)) + double.CreateChecked(greatest - row[label]);
        }

        return loss;
    }
}
