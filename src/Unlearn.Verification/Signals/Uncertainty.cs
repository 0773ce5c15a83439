namespace Unlearn.Verification.Signals;

/// <summary>Entropies of a prediction, in nats. Probabilities inside logarithms have <see cref="ProbabilityFloor"/>.</summary>
public static class Uncertainty
{
    /// <summary>-sum of p_k log p_k: small when the model is sure.</summary>
    /// <param name="probabilities">Probabilities of one point.</param>
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        foreach (double p in probabilities)
        {
            sum -= p * Math.Log(ProbabilityFloor.Of(p));
        }

        return sum;
    }

    /// <summary>
    /// -(1 - p_y) log p_y - sum over k != y of p_k log(1 - p_k) (Song and Mittal 2021, equation 8): small when the model is
    /// sure and right.
    /// </summary>
    /// <param name="probabilities">Probabilities of one point.</param>
    /// <param name="label">The true class.</param>
    public static double ModifiedEntropy(ReadOnlySpan<double> probabilities, int label)
    {
        double sum = 0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            double p = probabilities[k];
            sum -= k == label ? (1 - p) * Math.Log(ProbabilityFloor.Of(p)) : p * Math.Log(ProbabilityFloor.Of(1 - p));
        }

        return sum;
    }

    /// <summary>The probabilities that the modified entropy takes logarithms of: p_y and 1 - p_k of the other classes.</summary>
    /// <remarks>The plain entropy needs no such list: p log p is 0 at 0, whatever the floor.</remarks>
    /// <param name="probabilities">Probabilities of one point.</param>
    /// <param name="label">The true class.</param>
    public static IEnumerable<double> InLogarithms(double[] probabilities, int label) =>
        probabilities.Select((p, k) => k == label ? p : 1 - p);
}
