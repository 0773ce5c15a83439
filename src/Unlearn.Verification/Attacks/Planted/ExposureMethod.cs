namespace Unlearn.Verification.Attacks.Planted;

/// <summary>How exposure is estimated.</summary>
public enum ExposureMethod
{
    /// <summary>By the rank among the references; at most log2 of their number.</summary>
    Rank,

    /// <summary>By a skew-normal distribution fitted to the references; has no cap, but assumes the fit.</summary>
    Extrapolation,
}
