using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// Stouffer's rule (Stouffer et al. 1949): independent standard normal statistics, added up and divided by the root of
/// their number, are standard normal again. Signs count: effects of one direction add up, contrary ones cancel.
/// </summary>
public static class Stouffer
{
    /// <summary>The combined statistic.</summary>
    /// <param name="statistics">A z an independent test, all of equal weight; infinite where a test is certain.</param>
    /// <exception cref="InputException">There is none, one is NaN, or two are certain of contrary things.</exception>
    public static double Combine(ReadOnlySpan<double> statistics)
    {
        if (statistics.IsEmpty)
        {
            throw new InputException("There is no statistic to combine; give at least one.");
        }

        double sum = 0;
        foreach (double z in statistics)
        {
            sum += z;
        }

        return double.IsNaN(sum)
            ? throw new InputException("The statistics hold NaN, or both infinities: they have no sum.")
            : sum / Math.Sqrt(statistics.Length);
    }

    /// <summary>The two-sided p-value of a standard normal statistic, in [0, 1].</summary>
    /// <param name="z">The statistic; infinite gives 0.</param>
    public static double PValue(double z) => 2 * NormalDistribution.Cdf(-Math.Abs(z));
}
