namespace Unlearn.Verification.Evidence;

/// <summary>Outputs of one model before the softmax: one row per point, one column per class, row-major.</summary>
public sealed class LogitTable
{
    /// <summary>Wraps values without copying.</summary>
    /// <param name="values">Row-major logits of length points times classes.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the classes.</exception>
    public LogitTable(double[] values, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (values.Length % classes != 0)
        {
            throw new ArgumentException(
                $"{values.Length} values do not fill rows of {classes} classes.",
                nameof(values)
            );
        }

        Values = values;
        Classes = classes;
    }

    /// <summary>Row-major logits.</summary>
    public double[] Values { get; }

    /// <summary>Number of columns.</summary>
    public int Classes { get; }

    /// <summary>Number of rows.</summary>
    public int Points => Values.Length / Classes;

    /// <summary>The logits of one point.</summary>
    public ReadOnlySpan<double> Row(int point) => Values.AsSpan(point * Classes, Classes);
}
