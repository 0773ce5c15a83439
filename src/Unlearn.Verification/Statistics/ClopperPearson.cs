using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Statistics;

/// <summary>Exact limits for a binomial rate (Clopper and Pearson 1934): never too narrow, whatever the rate.</summary>
public static class ClopperPearson
{
    /// <summary>What intervals say of how they were made.</summary>
    public const string Method = "clopper-pearson";

    /// <summary>The one-sided lower limit: Beta^-1(tail; k, n-k+1), 0 at k = 0.</summary>
    /// <param name="successes">k, 0 to n.</param>
    /// <param name="trials">n, at least 1.</param>
    /// <param name="tail">Probability that the limit is too high, in (0, 1); half of alpha for a two-sided interval.</param>
    public static double Lower(int successes, int trials, double tail)
    {
        Check(successes, trials, tail);
        return successes == 0 ? 0 : IncompleteBeta.Quantile(successes, trials - successes + 1, tail);
    }

    /// <summary>The one-sided upper limit: Beta^-1(1 - tail; k+1, n-k), 1 at k = n.</summary>
    /// <param name="successes">k, 0 to n.</param>
    /// <param name="trials">n, at least 1.</param>
    /// <param name="tail">Probability that the limit is too low, in (0, 1); half of alpha for a two-sided interval.</param>
    public static double Upper(int successes, int trials, double tail)
    {
        Check(successes, trials, tail);
        // The mirrored lower limit keeps small tails exact: 1 - tail would round.
        return successes == trials ? 1 : 1 - IncompleteBeta.Quantile(trials - successes, successes + 1, tail);
    }

    /// <summary>The central two-sided interval.</summary>
    /// <param name="successes">k, 0 to n.</param>
    /// <param name="trials">n, at least 1.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Interval Interval(int successes, int trials, double level = 0.95)
    {
        double tail = (1 - level) / 2;
        return new(Lower(successes, trials, tail), Upper(successes, trials, tail), level, Method);
    }

    private static void Check(int successes, int trials, double tail)
    {
        BinomialCounts.Check(successes, trials);
        if (!(tail > 0 && tail < 1))
        {
            throw new InputException($"A tail probability lies between 0 and 1, got {tail}.");
        }
    }
}
