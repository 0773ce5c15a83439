using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>The top of the backward pass: softmax of the logits minus the target, and the loss.</summary>
internal static unsafe class SoftmaxErrors
{
    /// <summary>Fills errors for the mean cross-entropy of a batch against classes.</summary>
    /// <param name="logits">Row-major, <paramref name="stride"/> values per point.</param>
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
        int lanes = Vector256<T>.Count;
        int last = (classes - 1) / lanes * lanes;
        Vector256<T> infinite = Vector256.Create(T.NegativeInfinity);
        Vector256<T> past = Vector256.GreaterThanOrEqual(
            Vector256<T>.Indices,
            Vector256.Create(T.CreateChecked(classes - last))
        );
        fixed (T* logit = logits)
        fixed (T* error = errors)
        {
            for (int point = 0; point < points.Length; point++)
            {
                // Columns beyond the classes count as minus infinity, whose exponential is zero.
                T* row = logit + (point * stride);
                T* to = error + (point * stride);
                Vector256<T> end = Vector256.ConditionalSelect(past, infinite, Vector256.Load(row + last));
                Vector256<T> greatestLanes = end;
                for (int i = 0; i < last; i += lanes)
                {
                    greatestLanes = Vector256.Max(greatestLanes, Vector256.Load(row + i));
                }

                T greatest = Lanes<T>.Greatest(greatestLanes);
                Vector256<T> shift = Vector256.Create(greatest);
                Vector256<T> sums = Lanes<T>.ExpOfNegative(end - shift);
                sums.Store(to + last);
                for (int i = 0; i < last; i += lanes)
                {
                    Vector256<T> power = Lanes<T>.ExpOfNegative(Vector256.Load(row + i) - shift);
                    sums += power;
                    power.Store(to + i);
                }

                T sum = Lanes<T>.Total(sums);
                Vector256<T> factor = Vector256.Create(scale / sum);
                for (int i = 0; i <= last; i += lanes)
                {
                    (Vector256.Load(to + i) * factor).Store(to + i);
                }

                for (int i = last + lanes; i < stride; i += lanes)
                {
                    Vector256<T>.Zero.Store(to + i);
                }

                int label = labels[points[point]];
                to[label] -= scale;
                loss += Math.Log(double.CreateChecked(sum)) + double.CreateChecked(greatest - row[label]);
            }
        }

        return loss;
    }
}
