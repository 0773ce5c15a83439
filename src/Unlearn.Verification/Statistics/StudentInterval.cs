using MathNet.Numerics.Distributions;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>The interval of a mean of independent values: mean plus and minus t(n-1) times deviation over root n (Student 1908).</summary>
public static class StudentInterval
{
    private const double Level = 0.95;

    /// <summary>The interval.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The sample deviation (divisor n - 1).</param>
    /// <param name="count">n, at least 2.</param>
    public static Interval Of(double mean, double deviation, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        double quantile = StudentT.InvCDF(0.0, 1.0, count - 1, 1.0 - ((1.0 - Level) / 2.0));
        double half = quantile * deviation / Math.Sqrt(count);
        return new Interval(mean - half, mean + half, Level, "student-t");
    }
}
