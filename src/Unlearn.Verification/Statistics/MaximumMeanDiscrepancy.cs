using Unlearn.Core;
using Unlearn.Core.Randomness;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// The unbiased squared maximum mean discrepancy with a Gaussian kernel exp(-||x - y||^2 / (2 h^2)) (Gretton et al. 2012,
/// equation 3) and its permutation p-value.
/// </summary>
/// <param name="Squared">MMD^2; unbiased, so it may be slightly negative under the null.</param>
/// <param name="PValue">Share of relabellings with at least this MMD^2.</param>
/// <param name="Bandwidth">h, in the unit of the data.</param>
public sealed record MaximumMeanDiscrepancy(double Squared, double PValue, double Bandwidth)
{
    /// <summary>Runs the test.</summary>
    /// <param name="first">Rows of the first sample, row-major, at least two.</param>
    /// <param name="second">Rows of the second sample, at least two.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="key">Decides the permutations.</param>
    /// <param name="permutations">Number of permutations, at least 1.</param>
    /// <param name="bandwidth">h; 0 takes the median distance between different pooled rows.</param>
    /// <exception cref="InputException">A sample has fewer than two rows or does not fill its rows.</exception>
    public static MaximumMeanDiscrepancy Test(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        int width,
        RandomKey key,
        int permutations = 199,
        double bandwidth = 0
    )
    {
        if (width < 1 || first.Length % width != 0 || second.Length % width != 0)
        {
            throw new InputException($"{first.Length} and {second.Length} values do not fill rows of {width} columns.");
        }

        int n = first.Length / width;
        int m = second.Length / width;
        if (n < 2 || m < 2)
        {
            throw new InputException($"{n} and {m} rows: an unbiased MMD needs two of each sample.");
        }

        double[] pooled = [.. first, .. second];
        int total = n + m;
        var kernel = new double[total * total];
        var distances = new List<double>(total * (total - 1) / 2);
        for (int i = 0; i < total; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double square = 0;
                for (int k = 0; k < width; k++)
                {
                    double difference = pooled[(i * width) + k] - pooled[(j * width) + k];
                    square += difference * difference;
                }

                kernel[(i * total) + j] = square;
                distances.Add(Math.Sqrt(square));
            }
        }

        double h = bandwidth > 0 ? bandwidth : Moments.Median(distances.ToArray());

        // All rows equal: any bandwidth gives the same kernel.
        h = h > 0 ? h : 1;
        for (int i = 0; i < total; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double value = Math.Exp(-kernel[(i * total) + j] / (2 * h * h));
                kernel[(i * total) + j] = value;
                kernel[(j * total) + i] = value;
            }
        }

        double Statistic(ReadOnlySpan<int> order) => Unbiased(kernel, order, n, m);
        int[] identity = [.. Enumerable.Range(0, total)];
        return new MaximumMeanDiscrepancy(
            Statistic(identity),
            PermutationTest.PValue(n, m, Statistic, key, permutations),
            h
        );
    }

    private static double Unbiased(double[] kernel, ReadOnlySpan<int> order, int n, int m)
    {
        int total = n + m;
        double within = 0;
        double other = 0;
        double between = 0;
        for (int a = 0; a < total; a++)
        {
            ReadOnlySpan<double> row = kernel.AsSpan(order[a] * total, total);
            for (int b = 0; b < a; b++)
            {
                double value = row[order[b]];
                if (a < n)
                {
                    within += value;
                }
                else if (b >= n)
                {
                    other += value;
                }
                else
                {
                    between += value;
                }
            }
        }

        return (2 * within / ((double)n * (n - 1)))
            + (2 * other / ((double)m * (m - 1)))
            - (2 * between / ((double)n * m));
    }
}
