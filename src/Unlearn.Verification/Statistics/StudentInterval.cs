using MathNet.Numerics.Distributions;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>The interval of a mean of independent values: mean plus and minus t(n-1) times deviation over root n (Student 1908).</summary>
public static class StudentInterval
{
    /// <summary>The interval.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The sample deviation (divisor n - 1).</param>
    /// <param name="count">n, at least 2.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    public static Interval Of(double mean, double deviation, int count, double level = 0.95)
    {
        double half = Quantile(count, 1.0 - ((1.0 - level) / 2.0)) * deviation / Math.Sqrt(count);
        return new Interval(mean - half, mean + half, level, "student-t");
    }

    /// <summary>The quantile of Student's t with n - 1 degrees of freedom.</summary>
    /// <param name="count">n, at least 2.</param>
    /// <param name="probability">In (0, 1).</param>
    internal static double Quantile(int count, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return StudentT.InvCDF(0.0, 1.0, count - 1, probability);
    }
}
