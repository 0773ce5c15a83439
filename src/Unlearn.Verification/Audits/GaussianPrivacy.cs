using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Audits;

/// <summary>Conversion between mu of Gaussian differential privacy and (epsilon, delta) (Dong, Roth, Su 2022, corollary 1).</summary>
public static class GaussianPrivacy
{
    /// <summary>delta(epsilon) = Phi(-epsilon/mu + mu/2) - e^epsilon Phi(-epsilon/mu - mu/2).</summary>
    /// <param name="epsilon">In nats, at least 0.</param>
    /// <param name="mu">At least 0.</param>
    public static double Delta(double epsilon, double mu)
    {
        if (mu <= 0)
        {
            return 0;
        }

        double first = NormalDistribution.LogCdf((-epsilon / mu) + (mu / 2));
        double second = epsilon + NormalDistribution.LogCdf((-epsilon / mu) - (mu / 2));

        // exp(first) - exp(second) through expm1 keeps small deltas exact.
        return Math.Exp(first) * -Elementary.ExpMinusOne(Math.Min(0, second - first));
    }

    /// <summary>The smallest epsilon at a delta, by bisection to neighbouring numbers.</summary>
    /// <param name="mu">At least 0.</param>
    /// <param name="delta">In (0, 1).</param>
    public static double Epsilon(double mu, double delta)
    {
        if (mu <= 0 || Delta(0, mu) <= delta)
        {
            return 0;
        }

        double high = 1;
        while (Delta(high, mu) > delta)
        {
            high *= 2;
        }

        double low = 0;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = Delta(middle, mu) > delta ? (middle, high) : (low, middle);
        }

        return high;
    }
}
