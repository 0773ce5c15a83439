using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>The harmonic mean: as low as the lowest of its values asks for, and 0 where one is 0.</summary>
public static class HarmonicMean
{
    /// <summary>n over the sum of inverses.</summary>
    /// <param name="values">At least one, none below 0.</param>
    /// <exception cref="InputException">There is none, or one is negative or NaN.</exception>
    public static double Of(params ReadOnlySpan<double> values)
    {
        double inverses = 0;
        foreach (double value in values)
        {
            if (!(value >= 0))
            {
                throw new InputException("A harmonic mean is of values that are not negative.");
            }

            inverses += 1 / value;
        }

        return values.Length > 0
            ? values.Length / inverses
            : throw new InputException("A harmonic mean needs at least one value.");
    }
}
