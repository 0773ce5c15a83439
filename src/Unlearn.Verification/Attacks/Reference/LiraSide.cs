using System.Runtime.CompilerServices;
using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Reference;

/// <summary>The normal distributions of one side, IN or OUT, one per example.</summary>
internal sealed record LiraSide(double[] Centres, double[] Deviations)
{
    // The research script adds this to every deviation, so that equal phi do not divide by zero.
    private const double Floor = 1e-30;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LiraSide Fit(
        double[][] shadows,
        bool[][] included,
        bool inside,
        LiraCentre centre,
        LiraVariance variance,
        bool truncate,
        int least
    )
    {
        int points = shadows[0].Length;
        int limit = shadows.Length;
        int[] counts = Counts(included, inside, points);
        for (int i = 0; i < points; i++)
        {
            if (counts[i] < least)
            {
                throw new InputException(
                    $"Point {i} has {counts[i]} shadow models trained {(inside ? "with" : "without")} it; "
                        + $"this variant of 'lira' needs at least {least} on each side that it uses."
                );
            }

            limit = truncate ? Math.Min(limit, counts[i]) : limit;
        }

        var centres = new double[points];
        var deviations = new double[points];
        var moments = new RunningMoments();
        var buffer = new double[shadows.Length];
        for (int i = 0; i < points; i++)
        {
            int count = 0;
            for (int s = 0; s < shadows.Length && count < limit; s++)
            {
                if (included[s][i] == inside)
                {
                    buffer[count++] = shadows[s][i];
                }
            }

            Span<double> own = buffer.AsSpan(0, count);
            centres[i] = centre == LiraCentre.Mean ? Moments.Mean(own) : Moments.Median(own);
            if (variance == LiraVariance.PerExample)
            {
                deviations[i] = Moments.Deviation(own) + Floor;
                continue;
            }

            double shift = variance == LiraVariance.FixedPooled ? centres[i] : 0;
            foreach (double value in own)
            {
                moments.Add(value - shift);
            }
        }

        if (variance != LiraVariance.PerExample)
        {
            Array.Fill(deviations, moments.Deviation + Floor);
        }

        return new LiraSide(centres, deviations);
    }

    public double[] LogDensity(double[] values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = NormalDistribution.LogDensity(values[i], Centres[i], Deviations[i]);
        }

        return result;
    }

    public double[] Cdf(double[] values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = NormalDistribution.Cdf((values[i] - Centres[i]) / Deviations[i]);
        }

        return result;
    }

    private static int[] Counts(bool[][] included, bool inside, int points)
    {
        var counts = new int[points];
        foreach (bool[] mask in included)
        {
            for (int i = 0; i < points; i++)
            {
                counts[i] += mask[i] == inside ? 1 : 0;
            }
        }

        return counts;
    }
}
