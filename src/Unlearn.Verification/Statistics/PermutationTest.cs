using Unlearn.Core.Randomness;

namespace Unlearn.Verification.Statistics;

/// <summary>Permutation tests: are the labels of two groups exchangeable? p = (1 + count of permuted &gt;= observed)/(1 + B), never 0.</summary>
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
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        int[] order = [.. Enumerable.Range(0, first + second)];
        double observed = statistic(order);

        // A permuted labelling that is the observed one in another order must tie in spite of rounding.
        double threshold = observed - (1e-12 * Math.Max(1e-12, Math.Abs(observed)));
        int extreme = 1;
        for (int b = 0; b < permutations; b++)
        {
            RandomKey permutation = key.Derive(b);
            for (int i = order.Length - 1; i > 0; i--)
            {
                int j = permutation.Below((ulong)i, i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            extreme += statistic(order) >= threshold ? 1 : 0;
        }

        return extreme / (1.0 + permutations);
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
}
