namespace Unlearn.Verification.Signals;

/// <summary>
/// How much a point's own presence in the training set lifts the probability of its label (Feldman 2020, section 1.1; estimated from models
/// that were trained on random halves, as in Feldman and Zhang 2020, section 3).
/// </summary>
public static class Memorisation
{
    /// <summary>Mean probability of the point's label over models that saw the point, minus that over models that did not.</summary>
    /// <param name="probabilities">One per model, in [0, 1].</param>
    /// <param name="included">Whether each model saw the point.</param>
    /// <returns>In [-1, 1]; not-a-number where all models saw the point or none did.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double Score(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> included)
    {
        if (probabilities.Length != included.Length)
        {
            throw new ArgumentException(
                $"{probabilities.Length} probabilities of {included.Length} models.",
                nameof(included)
            );
        }

        double with = 0;
        double without = 0;
        int seen = 0;
        for (int model = 0; model < probabilities.Length; model++)
        {
            if (included[model])
            {
                with += probabilities[model];
                seen++;
            }
            else
            {
                without += probabilities[model];
            }
        }

        return (with / seen) - (without / (probabilities.Length - seen));
    }
}
