using Unlearn.Verification.Randomness;

namespace Unlearn.Verification.Statistics;

/// <summary>
/// The unbiased squared maximum mean discrepancy with a Gaussian kernel exp(-||x - y||^2 / (2 h^2)) and its permutation p-value, of
/// two independent samples (Gretton et al. 2012, equation 3) or of pairs (their lemma 6, equation 4, which needs no independence
/// within a pair).
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
        (int n, int m) = Rows(first, second, width);
        (double[] kernel, double h) = Kernel([.. first, .. second], width, bandwidth);
        double Statistic(ReadOnlySpan<int> order) => Unbiased(kernel, order, n, m);
        int[] identity = [.. Enumerable.Range(0, n + m)];
        return new MaximumMeanDiscrepancy(
            Statistic(identity),
            PermutationTest.PValue(n, m, Statistic, key, permutations),
            h
        );
    }

    /// <summary>
    /// Runs the test on pairs, such as the same points under two models: the cross term leaves the pairs themselves out, and the
    /// relabellings swap within pairs. Equal sides give 0 and p = 1.
    /// </summary>
    /// <param name="first">Rows of the first side, row-major, at least two.</param>
    /// <param name="second">Rows of the second side, as many: row i is the partner of row i.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="key">Decides which pairs are swapped.</param>
    /// <param name="permutations">Number of permutations, at least 1.</param>
    /// <param name="bandwidth">h; 0 takes the median distance between different pooled rows.</param>
    /// <exception cref="InputException">The sides have fewer than two rows, differ in their number or do not fill their rows.</exception>
    public static MaximumMeanDiscrepancy PairedTest(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        int width,
        RandomKey key,
        int permutations = 199,
        double bandwidth = 0
    )
    {
        (int n, int m) = Rows(first, second, width);
        if (n != m)
        {
            throw new InputException($"{n} and {m} rows are no pairs: give as many of each.");
        }

        (double[] kernel, double h) = Kernel([.. first, .. second], width, bandwidth);

        // h(z_i, z_j) = k(x_i, x_j) + k(y_i, y_j) - k(x_i, y_j) - k(x_j, y_i) changes its sign when one of the pairs is swapped.
        var terms = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                terms[(i * n) + j] =
                    kernel[(i * 2 * n) + j]
                    + kernel[((n + i) * 2 * n) + n + j]
                    - kernel[(i * 2 * n) + n + j]
                    - kernel[((n + i) * 2 * n) + j];
            }
        }

        double Statistic(ReadOnlySpan<int> signs)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                double row = 0;
                for (int j = 0; j < i; j++)
                {
                    row += signs[j] * terms[(i * n) + j];
                }

                sum += signs[i] * row;
            }

            return 2 * sum / ((double)n * (n - 1));
        }

        int[] unswapped = [.. Enumerable.Repeat(1, n)];
        return new MaximumMeanDiscrepancy(
            Statistic(unswapped),
            PermutationTest.PairedPValue(n, Statistic, key, permutations),
            h
        );
    }

    private static (int First, int Second) Rows(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int width)
    {
        if (width < 1 || first.Length % width != 0 || second.Length % width != 0)
        {
            throw new InputException($"{first.Length} and {second.Length} values do not fill rows of {width} columns.");
        }

        int n = first.Length / width;
        int m = second.Length / width;
        return n >= 2 && m >= 2
            ? (n, m)
            : throw new InputException($"{n} and {m} rows: an unbiased MMD needs two of each sample.");
    }

    // The kernel of all pairs of pooled rows, without its diagonal, which no term reads, and h.
    private static (double[] Kernel, double Bandwidth) Kernel(double[] pooled, int width, double bandwidth)
    {
        int total = pooled.Length / width;
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

        return (kernel, h);
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
