using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>Holm's step-down correction (1979): the family-wise error stays below the level under any dependence.</summary>
public static class Holm
{
    /// <summary>Adjusted p-values in the order given: reject where the adjusted value is at most the level.</summary>
    /// <param name="pValues">Raw p-values in [0, 1].</param>
    /// <exception cref="InputException">A value is outside [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        int count = pValues.Length;
        double[] sorted = pValues.ToArray();
        var order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
            if (!(sorted[i] >= 0 && sorted[i] <= 1))
            {
                throw new InputException($"p-value {i} is {sorted[i]}, outside [0, 1].");
            }
        }

        Array.Sort(sorted, order);
        var adjusted = new double[count];
        double largest = 0;
        for (int i = 0; i < count; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (count - i) * sorted[i]));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }
}
