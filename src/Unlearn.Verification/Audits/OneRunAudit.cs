using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Audits;

/// <summary>
/// Auditing differential privacy in one training run (Steinke, Nasr, Jagielski 2023, theorem 5.2 and appendix D): m canaries
/// included by coin flips, r guesses which were, v of them right.
/// </summary>
public static class OneRunAudit
{
    /// <summary>P(at least v right | the training is (epsilon, delta)-private), bounded from above.</summary>
    /// <param name="canaries">m, at least 1.</param>
    /// <param name="guesses">r, 1 to m; abstaining is allowed.</param>
    /// <param name="correct">v, 0 to r.</param>
    /// <param name="epsilon">In nats, at least 0.</param>
    /// <param name="delta">In [0, 1).</param>
    public static double PValue(int canaries, int guesses, int correct, double epsilon, double delta = 0)
    {
        Check(canaries, guesses, correct, delta);
        double rate = 1 / (1 + Math.Exp(-epsilon));
        double beta = BinomialDistribution.UpperTail(correct, guesses, rate);
        if (delta == 0)
        {
            return Math.Min(1, beta);
        }

        double alpha = 0;
        double sum = 0;
        for (int i = 1; i <= correct; i++)
        {
            sum += BinomialDistribution.Probability(correct - i, guesses, rate);
            alpha = Math.Max(alpha, sum / i);
        }

        return Math.Min(1, beta + (2 * canaries * delta * alpha));
    }

    /// <summary>The largest epsilon that the guesses refute at a significance level: a lower bound with confidence 1 - p.</summary>
    /// <param name="canaries">m, at least 1.</param>
    /// <param name="guesses">r, 1 to m.</param>
    /// <param name="correct">v, 0 to r.</param>
    /// <param name="delta">In [0, 1).</param>
    /// <param name="significance">p, in (0, 1).</param>
    public static double EpsilonLower(
        int canaries,
        int guesses,
        int correct,
        double delta = 0,
        double significance = 0.05
    )
    {
        if (!(significance > 0 && significance < 1))
        {
            throw new InputException($"A significance level lies between 0 and 1, got {significance}.");
        }

        if (PValue(canaries, guesses, correct, 0, delta) >= significance)
        {
            return 0;
        }

        double low = 0;
        double high = 1;
        while (PValue(canaries, guesses, correct, high, delta) < significance)
        {
            (low, high) = (high, high + 1);
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) =
                PValue(canaries, guesses, correct, middle, delta) < significance ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static void Check(int canaries, int guesses, int correct, double delta)
    {
        if (canaries < 1 || guesses < 0 || guesses > canaries || correct < 0 || correct > guesses)
        {
            throw new InputException(
                $"{correct} right of {guesses} guesses on {canaries} canaries is impossible: right <= guesses <= canaries."
            );
        }

        if (!(delta >= 0 && delta < 1))
        {
            throw new InputException($"delta lies in [0, 1), got {delta}.");
        }
    }
}
