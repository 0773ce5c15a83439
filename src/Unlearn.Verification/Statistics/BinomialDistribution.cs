namespace Unlearn.Verification.Statistics;

/// <summary>Binomial probabilities and tails, accurate far out in the tails and for large numbers of trials.</summary>
public static class BinomialDistribution
{
    /// <summary>P(X = k).</summary>
    /// <param name="k">0 to n; 0 is returned outside.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="rate">Success rate in [0, 1].</param>
    public static double Probability(int k, int n, double rate)
    {
        if (k < 0 || k > n)
        {
            return 0;
        }

        if (rate is <= 0 or >= 1)
        {
            return k == (rate <= 0 ? 0 : n) ? 1 : 0;
        }

        if (k == 0)
        {
            return Math.Exp(n * Elementary.LogOnePlus(-rate));
        }

        if (k == n)
        {
            return Math.Exp(n * Math.Log(rate));
        }

        return Math.Exp(SaddlePoint.LogBetaDensityTerm(k, n - k, rate) + Math.Log(n / ((double)k * (n - k))));
    }

    /// <summary>P(X &lt;= k).</summary>
    /// <param name="k">Any integer.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="rate">Success rate in [0, 1].</param>
    public static double Cdf(int k, int n, double rate) =>
        k < 0 ? 0
        : k >= n ? 1
        : IncompleteBeta.Complement(k + 1, n - k, rate);

    /// <summary>P(X &gt;= k).</summary>
    /// <param name="k">Any integer.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="rate">Success rate in [0, 1].</param>
    public static double UpperTail(int k, int n, double rate) =>
        k <= 0 ? 1
        : k > n ? 0
        : IncompleteBeta.Regularized(k, n - k + 1, rate);

    /// <summary>The smallest k with P(X &lt;= k) &gt;= <paramref name="probability"/>.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="rate">Success rate in [0, 1].</param>
    public static int Quantile(double probability, int n, double rate)
    {
        // Rounding must not lift the answer by one where the probability is reached exactly.
        double reached = probability * (1 - 1e-13);
        int low = 0;
        int high = n;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Cdf(middle, n, rate) >= reached ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
