namespace Unlearn.Verification.Tests.Statistics;

/// <summary>All ways to swap sides within pairs: what a paired permutation test draws from.</summary>
internal static class PairSwaps
{
    /// <summary>The share of all ways whose statistic reaches the one observed: the limit of the test's p-value.</summary>
    public static double Share(double[] x, double[] y, Func<double[], double[], double> statistic)
    {
        double reached = statistic(x, y) - 1e-12;
        int ways = 1 << x.Length;
        return Enumerable.Range(0, ways).Count(way => statistic(Swap(x, y, way), Swap(y, x, way)) >= reached)
            / (double)ways;
    }

    // Pair i is swapped where bit i is set.
    private static double[] Swap(double[] side, double[] other, int way) =>
        [.. side.Select((value, i) => (way >> i & 1) == 1 ? other[i] : value)];
}
