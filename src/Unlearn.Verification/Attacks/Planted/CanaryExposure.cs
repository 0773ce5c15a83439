using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Planted;

/// <summary>Exposure of canaries among reference sequences that were never trained on (Carlini et al. 2019), in bits.</summary>
public static class CanaryExposure
{
    /// <summary>log2 |references| - log2 rank, the rank counted from 1 with tied references first.</summary>
    /// <param name="canaries">Loss or perplexity of each canary: smaller = better remembered.</param>
    /// <param name="references">The same of each reference, at least one.</param>
    /// <returns>From log2(n/(n+1)) to log2 n for n references.</returns>
    public static double[] ByRank(ReadOnlySpan<double> canaries, ReadOnlySpan<double> references)
    {
        if (references.Length == 0)
        {
            throw new InputException("Exposure ranks canaries among references, and there is none.");
        }

        double[] sorted = references.ToArray();
        Array.Sort(sorted);
        var exposures = new double[canaries.Length];
        for (int i = 0; i < exposures.Length; i++)
        {
            int low = 0;
            int high = sorted.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = sorted[middle] <= canaries[i] ? (middle + 1, high) : (low, middle);
            }

            exposures[i] = Math.Log2(sorted.Length) - Math.Log2(low + 1);
        }

        return exposures;
    }

    /// <summary>-log2 of the CDF of a skew-normal distribution fitted to the references: exceeds log2 |references|.</summary>
    /// <param name="canaries">Loss or perplexity of each canary.</param>
    /// <param name="references">The same of each reference, at least three different ones.</param>
    public static double[] ByExtrapolation(ReadOnlySpan<double> canaries, ReadOnlySpan<double> references)
    {
        SkewNormal fit = SkewNormal.Fit(references);
        var exposures = new double[canaries.Length];
        for (int i = 0; i < exposures.Length; i++)
        {
            exposures[i] = -fit.LogCdf(canaries[i]) / Math.Log(2);
        }

        return exposures;
    }
}
