using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>The softmax of one row of numbers, for losses that are more than a cross-entropy.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>Fills a row with the softmax of another one; numbers beyond the first <paramref name="count"/> become zero.</summary>
    /// <param name="row">Numbers; the length is a multiple of 16.</param>
    /// <param name="count">How many of them count, at least one.</param>
    /// <param name="factor">What they are multiplied with first, one over a temperature.</param>
    /// <param name="shares">As long as the row, and may be the row itself.</param>
    /// <returns>The logarithm of the sum of the exponentials.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Fill<T>(ReadOnlySpan<T> row, int count, T factor, Span<T> shares)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int lanes = Vector256<T>.Count;
        Vector256<T> scale = Vector256.Create(factor);
        Vector256<T> infinite = Vector256.Create(T.NegativeInfinity);
        fixed (T* from = row)
        fixed (T* to = shares)
        {
            Vector256<T> greatestLanes = infinite;
            for (int i = 0; i < row.Length; i += lanes)
            {
                Vector256<T> past = Vector256.GreaterThanOrEqual(
                    Vector256<T>.Indices,
                    Vector256.Create(T.CreateChecked(count - i))
                );
                Vector256<T> scaled = Vector256.ConditionalSelect(past, infinite, Vector256.Load(from + i) * scale);
                greatestLanes = Vector256.Max(greatestLanes, scaled);
                scaled.Store(to + i);
            }

            T greatest = Lanes<T>.Greatest(greatestLanes);
            Vector256<T> shift = Vector256.Create(greatest);
            Vector256<T> sums = Vector256<T>.Zero;
            for (int i = 0; i < row.Length; i += lanes)
            {
                Vector256<T> power = Lanes<T>.ExpOfNegative(Vector256.Load(to + i) - shift);
                sums += power;
                power.Store(to + i);
            }

            T sum = Lanes<T>.Total(sums);
            Vector256<T> share = Vector256.Create(T.One / sum);
            for (int i = 0; i < row.Length; i += lanes)
            {
                (Vector256.Load(to + i) * share).Store(to + i);
            }

            return Math.Log(double.CreateChecked(sum)) + double.CreateChecked(greatest);
        }
    }
}
