namespace Unlearn.Verification.Signals.Tokens;

/// <summary>How a truth ratio averages the probabilities of wrong answers.</summary>
public enum TruthRatioMean
{
    /// <summary>The exponential of the mean of logarithms, as common code has it.</summary>
    Geometric,

    /// <summary>The mean of the probabilities, as the paper has it.</summary>
    Arithmetic,
}
