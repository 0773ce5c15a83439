using MathNet.Numerics.Distributions;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Figures;

/// <summary>Mean over seeds with a Student t interval, for figures that are made from timings.</summary>
internal static class MeanOverSeeds
{
    private const double Level = 0.95;

    /// <summary>Summarises values of one figure; one value alone has no interval. Positive quantities stay positive.</summary>
    /// <param name="like">A figure of one seed: gives name, unit and direction.</param>
    /// <param name="values">Its values, at least one.</param>
    public static Figure Of(Figure like, IReadOnlyList<double> values)
    {
        double mean = values.Average();
        if (values.Count < 2)
        {
            return like with { Value = mean, Interval = null, Count = values.Count };
        }

        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        double quantile = StudentT.InvCDF(0, 1, values.Count - 1, 0.5 + (Level / 2));
        double half = quantile * Math.Sqrt(variance / values.Count);
        Interval interval = new(Math.Max(0, mean - half), mean + half, Level, "student-t");
        return like with { Value = mean, Interval = interval, Count = values.Count };
    }
}
