using MathNet.Numerics.Statistics;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Reporting.Figures;

/// <summary>Mean over seeds with a Student t interval, for figures that are made from timings.</summary>
internal static class MeanOverSeeds
{
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

        Interval interval = StudentInterval.Of(mean, ArrayStatistics.StandardDeviation([.. values]), values.Count);
        interval = interval with { Lower = Math.Max(0, interval.Lower) };
        return like with { Value = mean, Interval = interval, Count = values.Count };
    }
}
