using Unlearn.Core;
using Unlearn.Core.Randomness;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// The two-sample Kolmogorov-Smirnov test. D is the effect size: the p-value shrinks with n whatever the difference, so
/// report both.
/// </summary>
/// <param name="D">The largest distance between the two empirical distribution functions, in [0, 1].</param>
/// <param name="PValue">Two-sided, by the convention.</param>
/// <param name="Convention">Which p-value it is.</param>
public sealed record KolmogorovSmirnov(double D, double PValue, KolmogorovSmirnovConvention Convention)
{
    /// <summary>Runs the test.</summary>
    /// <param name="first">First sample, at least one value, no NaN.</param>
    /// <param name="second">Second sample, at least one value, no NaN.</param>
    /// <param name="convention">Which p-value to report; the exact ones cost O(nm).</param>
    /// <param name="key">Decides which pairs are swapped; read by the paired convention only.</param>
    /// <param name="permutations">Number of relabellings of the paired convention, at least 1.</param>
    /// <exception cref="InputException">A sample is empty or holds NaN, or samples that are to be paired differ in length.</exception>
    public static KolmogorovSmirnov Test(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        KolmogorovSmirnovConvention convention = KolmogorovSmirnovConvention.Exact,
        RandomKey key = default,
        int permutations = 999
    )
    {
        double[] x = Sorted(first);
        double[] y = Sorted(second);
        long n = x.Length;
        long m = y.Length;

        // Whole numbers: distance times n m, so that ties at the boundary are exact.
        long distance = 0;
        int i = 0;
        int j = 0;
        var runEnds = new bool[n + m + 1];
        while (i < n || j < m)
        {
            double value =
                j >= m ? x[i]
                : i >= n ? y[j]
                : Math.Min(x[i], y[j]);
            while (i < n && x[i] == value)
            {
                i++;
            }

            while (j < m && y[j] == value)
            {
                j++;
            }

            runEnds[i + j] = true;
            distance = Math.Max(distance, Math.Abs((i * m) - (j * n)));
        }

        double d = distance / ((double)n * m);
        double p = convention switch
        {
            KolmogorovSmirnovConvention.Asymptotic => Limit(Math.Sqrt((double)n * m / (n + m)) * d),
            KolmogorovSmirnovConvention.Paired => Paired(first, second, key, permutations),
            KolmogorovSmirnovConvention.ExactTies => Exact((int)n, (int)m, distance, runEnds),
            _ => Exact((int)n, (int)m, distance, null),
        };
        return new KolmogorovSmirnov(d, Math.Clamp(p, 0, 1), convention);
    }

    /// <summary>1 - K(t), the upper tail of Kolmogorov's distribution.</summary>
    /// <param name="t">sqrt(n) D, at least 0.</param>
    public static double Limit(double t)
    {
        if (t <= 0)
        {
            return 1;
        }

        double sum = 0;
        if (t < 1)
        {
            // The other theta series converges where the alternating one does not.
            double scale = Math.PI * Math.PI / (8 * t * t);
            for (int k = 1; k < 40; k += 2)
            {
                sum += Math.Exp(-k * k * scale);
            }

            return 1 - (Math.Sqrt(2 * Math.PI) / t * sum);
        }

        for (int k = 1; k < 20; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * t * t);
        }

        return sum;
    }

    /// <summary>
    /// The share of lattice paths from (0, 0) to (n, m) that leave |i/n - j/m| &lt; D. Shares of leaving paths are carried,
    /// not of staying ones, so that tiny p-values keep their digits.
    /// </summary>
    private static double Exact(int n, int m, long distance, bool[]? runEnds)
    {
        var left = new double[m + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                bool counts = runEnds is null || runEnds[i + j];
                if (counts && Math.Abs(((long)i * m) - ((long)j * n)) >= distance)
                {
                    left[j] = 1;
                    continue;
                }

                double steps = i + j;
                left[j] = (i > 0 ? left[j] * (i / steps) : 0) + (j > 0 ? left[j - 1] * (j / steps) : 0);
            }
        }

        return left[m];
    }

    private static double Paired(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        RandomKey key,
        int permutations
    )
    {
        int n = first.Length;
        if (second.Length != n)
        {
            throw new InputException($"{n} and {second.Length} values are no pairs: give as many of each.");
        }

        double[] pooled = [.. first, .. second];
        int[] order = [.. Enumerable.Range(0, 2 * n)];
        Array.Sort((double[])pooled.Clone(), order);
        return PermutationTest.PairedPValue(
            n,
            signs =>
            {
                // n D in whole numbers: a swap takes a step of the first function to the second.
                int distance = 0;
                int largest = 0;
                for (int at = 0; at < order.Length; at++)
                {
                    int i = order[at];
                    distance += i < n ? signs[i] : -signs[i - n];
                    bool runEnds = at + 1 == order.Length || pooled[order[at + 1]] != pooled[i];
                    largest = runEnds ? Math.Max(largest, Math.Abs(distance)) : largest;
                }

                return largest;
            },
            key,
            permutations
        );
    }

    private static double[] Sorted(ReadOnlySpan<double> sample)
    {
        if (sample.Length == 0)
        {
            throw new InputException("A Kolmogorov-Smirnov test needs two samples of at least one value.");
        }

        foreach (double value in sample)
        {
            if (double.IsNaN(value))
            {
                throw new InputException("A Kolmogorov-Smirnov test cannot order NaN.");
            }
        }

        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
