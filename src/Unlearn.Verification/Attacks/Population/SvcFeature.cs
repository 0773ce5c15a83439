namespace Unlearn.Verification.Attacks.Population;

/// <summary>What the support vector attack looks at.</summary>
public enum SvcFeature
{
    /// <summary>Whether the prediction is right, 0 or 1.</summary>
    Correctness,

    /// <summary>The probability of the true class.</summary>
    Confidence,

    /// <summary>The entropy of the prediction.</summary>
    Entropy,

    /// <summary>The modified entropy, by the paper's formula (the published SalUn script indexes it wrongly).</summary>
    ModifiedEntropy,

    /// <summary>All probabilities.</summary>
    Probabilities,
}
