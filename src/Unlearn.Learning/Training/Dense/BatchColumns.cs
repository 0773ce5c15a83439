using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// The non-zero values of a batch by feature instead of by point: which points of the batch have the feature, in ascending
/// order, and with what value. Made anew for every batch by a counting sort, without allocation.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class BatchColumns<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _features;
    private readonly AlignedBuffer<int> _starts;
    private readonly AlignedBuffer<int> _rows;
    private readonly AlignedBuffer<T> _values;

    /// <summary>Allocates for batches of up to a number of points.</summary>
    public BatchColumns(int features, int batchSize)
        : this(features, (long)features * batchSize) { }

    /// <summary>Sorts one batch, in as much memory as it needs.</summary>
    public BatchColumns(FeatureRows<T> rows, ReadOnlySpan<int> points)
        : this(rows.Features, Count(rows, points)) => Fill(rows, points);

    private BatchColumns(int features, long capacity)
    {
        _features = features;
        _starts = new AlignedBuffer<int>(features + 2);
        _rows = new AlignedBuffer<int>(checked((int)capacity));
        _values = new AlignedBuffer<T>(checked((int)capacity));
    }

    /// <summary>First position of each feature, and the end.</summary>
    public int* Starts => _starts.Start;

    /// <summary>Rows of the batch, from 0.</summary>
    public int* Rows => _rows.Start;

    /// <summary>Their values.</summary>
    public T* Values => _values.Start;

    /// <summary>The values of the batch that was sorted last.</summary>
    public Span<T> Filled => new(Values, Starts[_features]);

    /// <summary>Sorts a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(FeatureRows<T> rows, ReadOnlySpan<int> points)
    {
        _starts.Span.Clear();
        int* next = _starts.Start + 1; // next[i] counts feature i, then points at its first free place, then is its end
        fixed (int* entries = rows.Entries)
        fixed (T* nonZero = rows.NonZero)
        {
            foreach (int point in points)
            {
                int end = rows.Starts[point + 1];
                for (int k = rows.Starts[point]; k < end; k++)
                {
                    next[entries[k] + 1]++;
                }
            }

            for (int i = 1; i <= _features; i++)
            {
                next[i] += next[i - 1];
            }

            for (int row = 0; row < points.Length; row++)
            {
                int end = rows.Starts[points[row] + 1];
                for (int k = rows.Starts[points[row]]; k < end; k++)
                {
                    int place = next[entries[k]]++;
                    _rows.Start[place] = row;
                    _values.Start[place] = nonZero[k];
                }
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _starts.Dispose();
        _rows.Dispose();
        _values.Dispose();
    }

    private static long Count(FeatureRows<T> rows, ReadOnlySpan<int> points)
    {
        long count = 0;
        foreach (int point in points)
        {
            count += rows.Starts[point + 1] - rows.Starts[point];
        }

        return count;
    }
}
