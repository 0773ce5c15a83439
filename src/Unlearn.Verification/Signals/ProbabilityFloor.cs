using System.Globalization;

namespace Unlearn.Verification.Signals;

/// <summary>
/// What stands for a probability of 0 inside logarithms and ratios: 1e-30 (Song and Mittal's code), a loss of 69 nats. A smaller
/// one would let a single point decide a mean loss.
/// </summary>
public static class ProbabilityFloor
{
    /// <summary>The floor.</summary>
    public const double Value = 1e-30;

    /// <summary>The probability, or the floor where that is larger.</summary>
    public static double Of(double probability) => Math.Max(probability, Value);

    /// <summary>How many probabilities the floor replaces, in words; null where it replaces none.</summary>
    /// <param name="probabilities">The probabilities that are floored.</param>
    /// <param name="what">What they are, in the plural ("probabilities of 'target_probabilities'").</param>
    public static string? Warning(IReadOnlyCollection<double> probabilities, string what)
    {
        int floored = probabilities.Count(static p => p < Value);
        return floored == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{floored} of {probabilities.Count} {what} are below {Value} and count as {Value}: a loss of {-Math.Log(Value):0.0} nats at most."
            );
    }
}
