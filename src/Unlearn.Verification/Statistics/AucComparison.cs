namespace Unlearn.Verification.Statistics;

/// <summary>A two-sided test that two AUCs are equal.</summary>
/// <param name="First">The first area.</param>
/// <param name="Second">The second area.</param>
/// <param name="StandardError">Standard error of the difference.</param>
/// <param name="Z">The difference in standard errors; 0 when both areas and their components agree.</param>
/// <param name="PValue">Two-sided, in [0, 1]; 1 when nothing differs, 0 when a difference has no variance.</param>
public sealed record AucComparison(double First, double Second, double StandardError, double Z, double PValue)
{
    internal static AucComparison From(double first, double second, double variance)
    {
        double error = Math.Sqrt(Math.Max(0, variance));
        double difference = first - second;
        if (error == 0)
        {
            double certain = difference == 0 ? 0 : double.PositiveInfinity * Math.Sign(difference);
            return new(first, second, 0, certain, difference == 0 ? 1 : 0);
        }

        double z = difference / error;
        return new(first, second, error, z, 2 * NormalDistribution.Cdf(-Math.Abs(z)));
    }
}
