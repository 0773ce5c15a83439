using System.Numerics;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Training.Dense;

/// <summary>A dataset's points as rows of numbers and, where most of them are zero, as lists of the others.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FeatureRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// The largest share of non-zero values at which skipping zeros pays. Dense products reuse what they load for four rows, so they do
    /// twice the work per load; docs/performance.md says where the number comes from.
    /// </summary>
    public const double SparseShare = 0.5;

    /// <summary>Reads the dataset once.</summary>
    public FeatureRows(Dataset dataset)
    {
        Features = dataset.FeatureCount;
        float[] values = dataset.Features;
        Values = values as T[] ?? Array.ConvertAll(values, T.CreateChecked);
        int count = values.Length - values.AsSpan().Count(0f);
        if (count > SparseShare * values.Length)
        {
            return;
        }

        Starts = new int[dataset.Count + 1];
        Entries = new int[count];
        NonZero = new T[count];
        int at = 0;
        for (int point = 0; point < dataset.Count; point++)
        {
            ReadOnlySpan<T> row = Values.AsSpan(point * Features, Features);
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] != T.Zero)
                {
                    Entries[at] = i;
                    NonZero[at] = row[i];
                    at++;
                }
            }

            Starts[point + 1] = at;
        }
    }

    /// <summary>Numbers in a point.</summary>
    public int Features { get; }

    /// <summary>All numbers, row-major.</summary>
    public T[] Values { get; }

    /// <summary>Whether the lists below exist and should be used.</summary>
    public bool Sparse => Starts.Length > 0;

    /// <summary>First list position of each point, and the end.</summary>
    public int[] Starts { get; } = [];

    /// <summary>Feature numbers of non-zero values, point after point.</summary>
    public int[] Entries { get; } = [];

    /// <summary>Those values.</summary>
    public T[] NonZero { get; } = [];
}
