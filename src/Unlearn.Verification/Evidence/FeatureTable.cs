namespace Unlearn.Verification.Evidence;

/// <summary>Representations of points, such as the last hidden layer: one row per point, row-major.</summary>
public sealed class FeatureTable
{
    /// <summary>Wraps values without copying.</summary>
    /// <param name="values">Row-major values of length points times width.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the width.</exception>
    public FeatureTable(double[] values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0)
        {
            throw new ArgumentException($"{values.Length} values do not fill rows of {width} columns.", nameof(values));
        }

        Values = values;
        Width = width;
    }

    /// <summary>Row-major values.</summary>
    public double[] Values { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Points => Values.Length / Width;

    /// <summary>The representation of one point.</summary>
    public ReadOnlySpan<double> Row(int point) => Values.AsSpan(point * Width, Width);
}
