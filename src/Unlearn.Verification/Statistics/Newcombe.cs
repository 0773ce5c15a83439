using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>An interval for the difference of two independent rates (Newcombe 1998, method 10: Wilson's limits combined).</summary>
public static class Newcombe
{
    /// <summary>The interval of p1 - p2.</summary>
    /// <param name="firstSuccesses">Successes on the first side, 0 to its trials.</param>
    /// <param name="firstTrials">Trials on the first side, at least 1.</param>
    /// <param name="secondSuccesses">Successes on the second side, 0 to its trials.</param>
    /// <param name="secondTrials">Trials on the second side, at least 1.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <exception cref="Core.InputException">A side has no trial, or its successes lie outside 0 to its trials.</exception>
    public static Interval Difference(
        int firstSuccesses,
        int firstTrials,
        int secondSuccesses,
        int secondTrials,
        double level = 0.95
    )
    {
        double z = NormalDistribution.Quantile(0.5 + (level / 2));
        (double p1, double l1, double u1) = Wilson(firstSuccesses, firstTrials, z);
        (double p2, double l2, double u2) = Wilson(secondSuccesses, secondTrials, z);
        double difference = p1 - p2;
        return new Interval(
            Math.Max(-1, difference - double.Hypot(p1 - l1, u2 - p2)),
            Math.Min(1, difference + double.Hypot(u1 - p1, p2 - l2)),
            level,
            "newcombe"
        );
    }

    private static (double Rate, double Lower, double Upper) Wilson(int successes, int trials, double z)
    {
        BinomialCounts.Check(successes, trials);
        double rate = successes / (double)trials;
        double square = z * z;
        double centre = rate + (square / (2.0 * trials));
        double reach = z * Math.Sqrt(((rate * (1 - rate)) + (square / (4.0 * trials))) / trials);
        double scale = 1 + (square / trials);
        return (rate, (centre - reach) / scale, (centre + reach) / scale);
    }
}
