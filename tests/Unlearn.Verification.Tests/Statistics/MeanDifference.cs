using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

/// <summary>The permutation test with the statistic that everybody knows: the difference of two means, two-sided.</summary>
internal static class MeanDifference
{
    public static double PValue(double[] first, double[] second, RandomKey key, int permutations)
    {
        double[] pooled = [.. first, .. second];
        return PermutationTest.PValue(
            first.Length,
            second.Length,
            order => Math.Abs(Mean(order[..first.Length]) - Mean(order[first.Length..])),
            key,
            permutations
        );

        double Mean(ReadOnlySpan<int> indices)
        {
            double sum = 0;
            foreach (int index in indices)
            {
                sum += pooled[index];
            }

            return sum / indices.Length;
        }
    }
}
