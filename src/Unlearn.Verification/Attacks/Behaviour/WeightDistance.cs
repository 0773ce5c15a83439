using Unlearn.Core;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// Distances between two weight vectors. Meaningful only within one seed and one order of the data: two retrained models of
/// different seeds are far apart although neither knows the point.
/// </summary>
/// <param name="Euclidean">||a - b||.</param>
/// <param name="Relative">||a - b||/||b||, b the retrained weights.</param>
/// <param name="Cosine">Cosine of the angle between a and b, in [-1, 1].</param>
public sealed record WeightDistance(double Euclidean, double Relative, double Cosine)
{
    /// <summary>Compares two weight vectors.</summary>
    /// <param name="weights">The unlearned model's weights.</param>
    /// <param name="reference">The retrained model's weights, as many.</param>
    /// <exception cref="InputException">The lengths differ or are 0.</exception>
    public static WeightDistance Between(ReadOnlySpan<double> weights, ReadOnlySpan<double> reference)
    {
        if (weights.Length != reference.Length || weights.Length == 0)
        {
            throw new InputException($"{weights.Length} weights cannot be compared with {reference.Length}.");
        }

        double difference = 0;
        double product = 0;
        double own = 0;
        double other = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            difference += (weights[i] - reference[i]) * (weights[i] - reference[i]);
            product += weights[i] * reference[i];
            own += weights[i] * weights[i];
            other += reference[i] * reference[i];
        }

        return new WeightDistance(
            Math.Sqrt(difference),
            Math.Sqrt(difference / other),
            Math.Clamp(product / Math.Sqrt(own) / Math.Sqrt(other), -1, 1)
        );
    }
}
