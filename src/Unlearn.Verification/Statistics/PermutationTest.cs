using Unlearn.Verification.Randomness;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// Permutation tests: are the labels of two groups exchangeable, or those of the two sides of each pair? p = (1 + count of
/// permuted &gt;= observed)/(1 + B), never 0.
/// </summary>
public static class PermutationTest
{
    /// <summary>The p-value of a statistic that is large when the groups differ.</summary>
    /// <param name="first">Size of the first group.</param>
    /// <param name="second">Size of the second group.</param>
    /// <param name="statistic">The statistic when the units with these indices form the first group, the rest the second.</param>
    /// <param name="key">Decides the permutations.</param>
    /// <param name="permutations">B, at least 1.</param>
    public static double PValue(
        int first,
        int second,
        Func<ReadOnlySpan<int>, double> statistic,
        RandomKey key,
        int permutations = 999
    )
    {
        int[] order = [.. Enumerable.Range(0, first + second)];
        return PValue(
            statistic(order),
            b =>
            {
                RandomKey permutation = key.Derive(b);
                for (int i = order.Length - 1; i > 0; i--)
                {
                    int j = permutation.Below((ulong)i, i + 1);
                    (order[i], order[j]) = (order[j], order[i]);
                }

                return statistic(order);
            },
            permutations
        );
    }

    /// <summary>The p-value of a statistic of pairs, such as the same points under two models, that is large when the sides differ.</summary>
    /// <param name="pairs">Number of pairs.</param>
    /// <param name="statistic">The statistic when the pairs whose sign is -1 have changed sides; those with 1 have not.</param>
    /// <param name="key">Decides which pairs change sides, each with probability one half.</param>
    /// <param name="permutations">B, at least 1.</param>
    public static double PairedPValue(
        int pairs,
        Func<ReadOnlySpan<int>, double> statistic,
        RandomKey key,
        int permutations = 999
    )
    {
        var signs = new int[pairs];
        Array.Fill(signs, 1);
        return PValue(
            statistic(signs),
            b =>
            {
                RandomKey swap = key.Derive(b);
                for (int i = 0; i < pairs; i++)
                {
                    signs[i] = 1 - (2 * swap.Below((ulong)i, 2));
                }

                return statistic(signs);
            },
            permutations
        );
    }

    /// <summary>The two-sided p-value of a difference of means.</summary>
    /// <param name="first">Values of the first group, at least one.</param>
    /// <param name="second">Values of the second group, at least one.</param>
    /// <param name="key">Decides the permutations.</param>
    /// <param name="permutations">B, at least 1.</param>
    public static double MeanDifference(double[] first, double[] second, RandomKey key, int permutations = 999)
    {
        double[] pooled = [.. first, .. second];
        double total = pooled.Sum();
        int n = first.Length;
        int m = second.Length;
        return PValue(
            n,
            m,
            order =>
            {
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    sum += pooled[order[i]];
                }

                return Math.Abs((sum / n) - ((total - sum) / m));
            },
            key,
            permutations
        );
    }

    private static double PValue(double observed, Func<int, double> permuted, int permutations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);

        // A permuted labelling that is the observed one in another order must tie in spite of rounding.
        double threshold = observed - (1e-12 * Math.Max(1e-12, Math.Abs(observed)));
        return (1.0 + Enumerable.Range(0, permutations).Count(b => permuted(b) >= threshold)) / (1.0 + permutations);
    }
}
