namespace Unlearn.Verification.Statistics;

/// <summary>Moments and order statistics of small samples, in float64.</summary>
public static class Moments
{
    /// <summary>The mean of at least one value.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>The population standard deviation (divided by n) of at least one value.</summary>
    public static double Deviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / values.Length);
    }

    /// <summary>The sample variance (divided by n - 1) of at least one value; 0 for a single one, which knows no spread.</summary>
    public static double SampleVariance(ReadOnlySpan<double> values) => SampleVariance(values, Mean(values));

    /// <summary>As <see cref="SampleVariance(ReadOnlySpan{double})"/>, of values whose mean is known already.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="mean">Its mean.</param>
    public static double SampleVariance(ReadOnlySpan<double> values, double mean)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return values.Length > 1 ? sum / (values.Length - 1) : 0;
    }

    /// <summary>The median of at least one value; the mean of the middle two where their number is even.</summary>
    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>The quantile of at least one value, interpolated linearly between order statistics (Hyndman and Fan's type 7).</summary>
    /// <param name="values">The sample.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double Quantile(ReadOnlySpan<double> values, double probability)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return SortedQuantile(sorted, probability);
    }

    /// <summary>As <see cref="Quantile"/>, for a sample that is in order already.</summary>
    /// <param name="sorted">The sample in rising order.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double SortedQuantile(ReadOnlySpan<double> sorted, double probability)
    {
        double position = probability * (sorted.Length - 1);
        int below = (int)Math.Floor(position);
        int above = Math.Min(below + 1, sorted.Length - 1);
        double share = position - below;

        // The plain mean at the middle keeps the median of an even sample exact.
        return share == 0.5
            ? (sorted[below] + sorted[above]) / 2
            : sorted[below] + (share * (sorted[above] - sorted[below]));
    }
}
