using MathNet.Numerics;

namespace Unlearn.Verification.Statistics;

/// <summary>The standard normal distribution, with logarithms that stay finite far out in the tails.</summary>
public static class NormalDistribution
{
    private const double LogRootTwoPi = 0.918938533204672741780329736406;

    /// <summary>P(Z &lt;= z).</summary>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>log P(Z &lt;= z); below -30 by the asymptotic series of Mills' ratio.</summary>
    public static double LogCdf(double z)
    {
        if (z > -30)
        {
            return z > 5 ? Elementary.LogOnePlus(-Cdf(-z)) : Math.Log(Cdf(z));
        }

        double s = 1 / (z * z);
        double series = 1 - (s * (1 - (3 * s * (1 - (5 * s * (1 - (7 * s)))))));
        return (-0.5 * z * z) - LogRootTwoPi - Math.Log(-z) + Math.Log(series);
    }

    /// <summary>The z with P(Z &lt;= z) = <paramref name="probability"/>; infinite at 0 and 1.</summary>
    /// <param name="probability">In [0, 1].</param>
    public static double Quantile(double probability) => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);

    /// <summary>Logarithm of the density of N(mean, deviation squared).</summary>
    /// <param name="value">Where to evaluate.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, positive.</param>
    public static double LogDensity(double value, double mean, double deviation)
    {
        double z = (value - mean) / deviation;
        return (-0.5 * z * z) - LogRootTwoPi - Math.Log(deviation);
    }
}
