using MathNet.Numerics.Distributions;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;

namespace Unlearn.Verification.Statistics;

/// <summary>Percentile intervals by resampling with replacement (Efron 1979), for figures without a closed form.</summary>
public static class Bootstrap
{
    /// <summary>Replicates where nothing else is asked for.</summary>
    public const int DefaultReplicates = 1000;

    /// <summary>The interval of any statistic of <paramref name="count"/> independent units.</summary>
    /// <param name="count">Number of units, at least 1.</param>
    /// <param name="statistic">The statistic of the units with the given indices (repeats allowed).</param>
    /// <param name="key">Decides the resamples.</param>
    /// <param name="replicates">Number of resamples, at least 1.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Interval Resample(
        int count,
        Func<ReadOnlySpan<int>, double> statistic,
        RandomKey key,
        int replicates = DefaultReplicates,
        double level = 0.95
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var values = new double[replicates];
        var indices = new int[count];
        for (int r = 0; r < replicates; r++)
        {
            RandomKey replicate = key.Derive(r);
            for (int i = 0; i < count; i++)
            {
                indices[i] = replicate.Below((ulong)i, count);
            }

            values[r] = statistic(indices);
        }

        return Percentiles(values, level);
    }

    /// <summary>
    /// The interval of a mean. Percentiles are expanded so that small samples cover like Student's t (Hesterberg 2015,
    /// section 5.3); plain ones are too narrow by about 1 - 1/n.
    /// </summary>
    /// <param name="values">One value a unit, at least one.</param>
    /// <param name="key">Decides the resamples.</param>
    /// <param name="replicates">Number of resamples, at least 1.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Interval Mean(double[] values, RandomKey key, int replicates = DefaultReplicates, double level = 0.95)
    {
        int n = values.Length;
        double expanded = level;
        if (n > 1)
        {
            double student = StudentT.InvCDF(0, 1, n - 1, 0.5 + (level / 2));
            expanded = 1 - (2 * NormalDistribution.Cdf(-Math.Sqrt(n / (n - 1.0)) * student));
        }

        double Statistic(ReadOnlySpan<int> indices)
        {
            double sum = 0;
            foreach (int i in indices)
            {
                sum += values[i];
            }

            return sum / indices.Length;
        }

        return Resample(n, Statistic, key, replicates, expanded) with
        {
            Level = level,
        };
    }

    private static Interval Percentiles(double[] values, double level)
    {
        Array.Sort(values);
        double tail = (1 - level) / 2;
        return new Interval(
            Moments.SortedQuantile(values, tail),
            Moments.SortedQuantile(values, 1 - tail),
            level,
            "bootstrap"
        );
    }
}
