using MathNet.Numerics.Distributions;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Verdicts;

/// <summary>Paired differences over seeds: their mean, its interval, and Student's test that it is 0.</summary>
/// <param name="Count">Number of seeds.</param>
/// <param name="Mean">Mean difference.</param>
/// <param name="Deviation">Sample deviation; 0 for fewer than two seeds.</param>
internal sealed record SeedTest(int Count, double Mean, double Deviation)
{
    /// <summary>Coverage of <see cref="Interval"/>.</summary>
    public const double IntervalLevel = 0.95;

    /// <summary>Coverage of <see cref="Limits"/>.</summary>
    public const double LimitsLevel = 0.9;

    /// <summary>Summarises differences, at least one.</summary>
    public static SeedTest Of(IReadOnlyList<double> gaps)
    {
        double[] values = [.. gaps];
        double mean = Moments.Mean(values);
        return new SeedTest(values.Length, mean, Math.Sqrt(Moments.SampleVariance(values, mean)));
    }

    /// <summary>The 95 % interval of the mean; null for a single seed.</summary>
    public Interval? Interval => Count < 2 ? null : StudentInterval.Of(Mean, Deviation, Count, IntervalLevel);

    /// <summary>Two-sided p that the mean is 0; 1 for a single seed, which knows no spread.</summary>
    public double P =>
        Count < 2 ? 1
        : Deviation > 0 ? 2 * StudentT.CDF(0, 1, Count - 1, -Math.Abs(Mean) * Math.Sqrt(Count) / Deviation)
        : Mean == 0 ? 1
        : 0;

    /// <summary>The largest absolute value of the interval: how far the mean may lie from 0 on either side.</summary>
    public double Reach =>
        Interval is { } interval ? Math.Max(Math.Abs(interval.Lower), Math.Abs(interval.Upper)) : Math.Abs(Mean);

    /// <summary>
    /// Two limits of the mean, each with 95 % confidence for itself: the interval of two one-sided tests (Schuirmann 1987), which covers
    /// 90 %. A mean is small when both lie within the margin. Null for a single seed.
    /// </summary>
    public Interval? Limits => Count < 2 ? null : StudentInterval.Of(Mean, Deviation, Count, LimitsLevel);

    /// <summary>The fewest seeds whose interval is no wider than a half-width on either side; null above a thousand.</summary>
    /// <param name="halfWidth">Above 0.</param>
    /// <param name="level">Coverage of the interval.</param>
    public int? SeedsFor(double halfWidth, double level)
    {
        for (int seeds = 2; seeds <= 1000; seeds++)
        {
            if (StudentInterval.Of(0, Deviation, seeds, level).Upper <= halfWidth)
            {
                return seeds;
            }
        }

        return null;
    }
}
