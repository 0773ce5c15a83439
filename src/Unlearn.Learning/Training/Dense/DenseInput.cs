using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Products of a batch of points with the first layer: row by row where points are dense, over their non-zero values where
/// most are zero. Both give the same bits.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="features">Numbers in a point.</param>
/// <param name="batchSize">Points in the largest batch.</param>
internal sealed unsafe class DenseInput<T>(int features, int batchSize) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _values = new(batchSize * features);
    private readonly BatchColumns<T> _columns = new(features, batchSize);

    /// <summary>results[p, :] += sum over features of the point's value times the row of weights.</summary>
    public void MultiplyAdd(FeatureRows<T> rows, ReadOnlySpan<int> points, T* weights, T* results, int columns)
    {
        if (!rows.Sparse)
        {
            for (int i = 0; i < points.Length; i++)
            {
                rows.Values.AsSpan(points[i] * features, features).CopyTo(_values.Span[(i * features)..]);
            }

            MatrixKernel<T>.MultiplyAdd(_values.Start, features, weights, results, points.Length, features, columns);
            return;
        }

        fixed (int* entries = rows.Entries)
        fixed (T* nonZero = rows.NonZero)
        {
            for (int i = 0; i < points.Length; i++)
            {
                int start = rows.Starts[points[i]];
                int count = rows.Starts[points[i] + 1] - start;
                T* to = results + ((nint)i * columns);
                MatrixKernel<T>.SparseMultiplyAdd(entries + start, nonZero + start, count, weights, to, columns);
            }
        }
    }

    /// <summary>Readies the last batch for <see cref="TransposedMultiplyAdd"/>.</summary>
    /// <param name="rows">The points.</param>
    /// <param name="points">Those of the batch.</param>
    /// <param name="squares">Whether squares of the values are wanted instead of the values.</param>
    public void Turn(FeatureRows<T> rows, ReadOnlySpan<int> points, bool squares)
    {
        if (rows.Sparse)
        {
            _columns.Fill(rows, points);
        }

        if (squares)
        {
            Squares.Replace(rows.Sparse ? _columns.Filled : _values.Span[..(points.Length * features)]);
        }
    }

    /// <summary>gradient[f, :] += sum over the batch of the point's value of feature f times its row of errors, for some features.</summary>
    public void TransposedMultiplyAdd(bool sparse, int points, T* errors, T* gradient, int from, int to, int columns)
    {
        if (sparse)
        {
            MatrixKernel<T>.SparseTransposedMultiplyAdd(
                _columns.Starts,
                _columns.Rows,
                _columns.Values,
                errors,
                gradient,
                from,
                to,
                columns
            );
            return;
        }

        MatrixKernel<T>.TransposedMultiplyAdd(
            _values.Start + from,
            features,
            errors,
            gradient + ((nint)from * columns),
            columns,
            points,
            to - from,
            columns
        );
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _values.Dispose();
        _columns.Dispose();
    }
}
