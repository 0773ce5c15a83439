namespace Unlearn.Verification.Signals;

/// <summary>Entropies of a prediction, in nats. Probabilities inside logarithms are floored at 1e-30 (Song and Mittal's code).</summary>
public static class Uncertainty
{
    /// <summary>The floor of probabilities inside logarithms.</summary>
    public const double Floor = 1e-30;

    /// <summary>-sum of p_k log p_k: small when the model is sure.</summary>
    /// <param name="probabilities">Probabilities of one point.</param>
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        foreach (double p in probabilities)
        {
            sum -= p * Math.Log(Math.Max(p, Floor));
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
            sum -= k == label ? (1 - p) * Math.Log(Math.Max(p, Floor)) : p * Math.Log(Math.Max(1 - p, Floor));
        }

        return sum;
    }
}
