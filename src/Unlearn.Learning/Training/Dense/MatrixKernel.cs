using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Products of small row-major matrices, accumulated into their result. Every element is one chain of fused multiply-adds in the
/// order of the inner index, whatever block it falls into: its bits depend on its own row and column alone, and skipping a zero
/// changes nothing. Numbers of columns are multiples of two vectors.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class MatrixKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static int Lane => Vector256<T>.Count;

    /// <summary>c[r, :] += sum over k of a[r, k] b[k, :].</summary>
    /// <param name="a">rows x inner, row stride <paramref name="aStride"/>.</param>
    /// <param name="aStride">Values from one row of a to the next.</param>
    /// <param name="b">inner x columns, rows side by side.</param>
    /// <param name="c">rows x columns, rows side by side.</param>
    /// <param name="rows">Rows of a and c.</param>
    /// <param name="inner">Columns of a, rows of b.</param>
    /// <param name="columns">Columns of b and c.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(T* a, int aStride, T* b, T* c, int rows, int inner, int columns)
    {
        for (int column = 0; column < columns; column += 2 * Lane)
        {
            int row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                T* left = a + ((nint)row * aStride);
                T* result = c + ((nint)row * columns) + column;
                Blocks(left, aStride, 1, b + column, columns, result, columns, inner);
            }

            for (; row < rows; row++)
            {
                Row(a + ((nint)row * aStride), 1, b + column, columns, c + ((nint)row * columns) + column, inner);
            }
        }
    }

    /// <summary>c[i, :] += sum over r of a[r, i] b[r, :].</summary>
    /// <param name="a">rows x inner, row stride <paramref name="aStride"/>.</param>
    /// <param name="aStride">Values from one row of a to the next.</param>
    /// <param name="b">rows x columns, row stride <paramref name="stride"/>.</param>
    /// <param name="c">inner x columns, row stride <paramref name="stride"/>.</param>
    /// <param name="stride">Values from one row of b or c to the next.</param>
    /// <param name="rows">Rows of a and b.</param>
    /// <param name="inner">Columns of a, rows of c.</param>
    /// <param name="columns">Columns of b and c to compute.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposedMultiplyAdd(
        T* a,
        int aStride,
        T* b,
        T* c,
        int stride,
        int rows,
        int inner,
        int columns
    )
    {
        for (int column = 0; column < columns; column += 2 * Lane)
        {
            int i = 0;
            for (; i + 4 <= inner; i += 4)
            {
                Blocks(a + i, 1, aStride, b + column, stride, c + ((nint)i * stride) + column, stride, rows);
            }

            for (; i < inner; i++)
            {
                Row(a + i, aStride, b + column, stride, c + ((nint)i * stride) + column, rows);
            }
        }
    }

    /// <summary>c += sum over the given entries of value times the row of b that the entry names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SparseMultiplyAdd(int* entries, T* values, int count, T* b, T* c, int columns)
    {
        int column = 0;
        for (; column + (8 * Lane) <= columns; column += 8 * Lane)
        {
            T* to = c + column;
            Vector256<T> s0 = Vector256.Load(to);
            Vector256<T> s1 = Vector256.Load(to + Lane);
            Vector256<T> s2 = Vector256.Load(to + (2 * Lane));
            Vector256<T> s3 = Vector256.Load(to + (3 * Lane));
            Vector256<T> s4 = Vector256.Load(to + (4 * Lane));
            Vector256<T> s5 = Vector256.Load(to + (5 * Lane));
            Vector256<T> s6 = Vector256.Load(to + (6 * Lane));
            Vector256<T> s7 = Vector256.Load(to + (7 * Lane));
            for (int k = 0; k < count; k++)
            {
                T* row = b + ((nint)entries[k] * columns) + column;
                Vector256<T> x = Vector256.Create(values[k]);
                s0 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row), s0);
                s1 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + Lane), s1);
                s2 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (2 * Lane)), s2);
                s3 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (3 * Lane)), s3);
                s4 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (4 * Lane)), s4);
                s5 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (5 * Lane)), s5);
                s6 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (6 * Lane)), s6);
                s7 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (7 * Lane)), s7);
            }

            s0.Store(to);
            s1.Store(to + Lane);
            s2.Store(to + (2 * Lane));
            s3.Store(to + (3 * Lane));
            s4.Store(to + (4 * Lane));
            s5.Store(to + (5 * Lane));
            s6.Store(to + (6 * Lane));
            s7.Store(to + (7 * Lane));
        }

        for (; column + (4 * Lane) <= columns; column += 4 * Lane)
        {
            T* to = c + column;
            Vector256<T> s0 = Vector256.Load(to);
            Vector256<T> s1 = Vector256.Load(to + Lane);
            Vector256<T> s2 = Vector256.Load(to + (2 * Lane));
            Vector256<T> s3 = Vector256.Load(to + (3 * Lane));
            for (int k = 0; k < count; k++)
            {
                T* row = b + ((nint)entries[k] * columns) + column;
                Vector256<T> x = Vector256.Create(values[k]);
                s0 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row), s0);
                s1 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + Lane), s1);
                s2 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (2 * Lane)), s2);
                s3 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + (3 * Lane)), s3);
            }

            s0.Store(to);
            s1.Store(to + Lane);
            s2.Store(to + (2 * Lane));
            s3.Store(to + (3 * Lane));
        }

        for (; column < columns; column += 2 * Lane)
        {
            T* to = c + column;
            Vector256<T> s0 = Vector256.Load(to);
            Vector256<T> s1 = Vector256.Load(to + Lane);
            for (int k = 0; k < count; k++)
            {
                T* row = b + ((nint)entries[k] * columns) + column;
                Vector256<T> x = Vector256.Create(values[k]);
                s0 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row), s0);
                s1 = Lanes<T>.MultiplyAdd(x, Vector256.Load(row + Lane), s1);
            }

            s0.Store(to);
            s1.Store(to + Lane);
        }
    }

    /// <summary>
    /// c[i, :] += sum over the entries of column i of value times the row of b that the entry names. Column by column, so that each row of
    /// c, which is large, is read and written once.
    /// </summary>
    /// <param name="starts">First entry of each column, and the end: inner + 1 numbers.</param>
    /// <param name="entries">Row numbers.</param>
    /// <param name="values">Values.</param>
    /// <param name="b">Rows side by side.</param>
    /// <param name="c">inner x columns.</param>
    /// <param name="from">First row of c to compute.</param>
    /// <param name="to">The row after the last one.</param>
    /// <param name="columns">Columns of b and c.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SparseTransposedMultiplyAdd(
        int* starts,
        int* entries,
        T* values,
        T* b,
        T* c,
        int from,
        int to,
        int columns
    )
    {
        for (int i = from; i < to; i++)
        {
            int count = starts[i + 1] - starts[i];
            if (count > 0)
            {
                T* row = c + ((nint)i * columns);
                SparseMultiplyAdd(entries + starts[i], values + starts[i], count, b, row, columns);
            }
        }
    }

    /// <summary>Four rows of the result, two vectors wide: eight chains, as many as hide the latency of a multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks(T* a, int aRow, int aStep, T* b, int bStep, T* c, int cRow, int steps)
    {
        Vector256<T> s00 = Vector256.Load(c);
        Vector256<T> s01 = Vector256.Load(c + Lane);
        Vector256<T> s10 = Vector256.Load(c + cRow);
        Vector256<T> s11 = Vector256.Load(c + cRow + Lane);
        Vector256<T> s20 = Vector256.Load(c + (2 * cRow));
        Vector256<T> s21 = Vector256.Load(c + (2 * cRow) + Lane);
        Vector256<T> s30 = Vector256.Load(c + (3 * cRow));
        Vector256<T> s31 = Vector256.Load(c + (3 * cRow) + Lane);
        T* a1 = a + aRow;
        T* a2 = a1 + aRow;
        T* a3 = a2 + aRow;
        for (int k = 0; k < steps; k++)
        {
            Vector256<T> b0 = Vector256.Load(b);
            Vector256<T> b1 = Vector256.Load(b + Lane);
            Vector256<T> x = Vector256.Create(*a);
            s00 = Lanes<T>.MultiplyAdd(x, b0, s00);
            s01 = Lanes<T>.MultiplyAdd(x, b1, s01);
            x = Vector256.Create(*a1);
            s10 = Lanes<T>.MultiplyAdd(x, b0, s10);
            s11 = Lanes<T>.MultiplyAdd(x, b1, s11);
            x = Vector256.Create(*a2);
            s20 = Lanes<T>.MultiplyAdd(x, b0, s20);
            s21 = Lanes<T>.MultiplyAdd(x, b1, s21);
            x = Vector256.Create(*a3);
            s30 = Lanes<T>.MultiplyAdd(x, b0, s30);
            s31 = Lanes<T>.MultiplyAdd(x, b1, s31);
            a += aStep;
            a1 += aStep;
            a2 += aStep;
            a3 += aStep;
            b += bStep;
        }

        s00.Store(c);
        s01.Store(c + Lane);
        s10.Store(c + cRow);
        s11.Store(c + cRow + Lane);
        s20.Store(c + (2 * cRow));
        s21.Store(c + (2 * cRow) + Lane);
        s30.Store(c + (3 * cRow));
        s31.Store(c + (3 * cRow) + Lane);
    }

    /// <summary>One row of the result, two vectors wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(T* a, int aStep, T* b, int bStep, T* c, int steps)
    {
        Vector256<T> s0 = Vector256.Load(c);
        Vector256<T> s1 = Vector256.Load(c + Lane);
        for (int k = 0; k < steps; k++)
        {
            Vector256<T> x = Vector256.Create(*a);
            s0 = Lanes<T>.MultiplyAdd(x, Vector256.Load(b), s0);
            s1 = Lanes<T>.MultiplyAdd(x, Vector256.Load(b + Lane), s1);
            a += aStep;
            b += bStep;
        }

        s0.Store(c);
        s1.Store(c + Lane);
    }
}
