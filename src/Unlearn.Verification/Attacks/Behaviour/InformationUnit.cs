namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>The unit of a divergence.</summary>
public enum InformationUnit
{
    /// <summary>Natural logarithms; a Jensen-Shannon divergence is at most log 2.</summary>
    Nats,

    /// <summary>Logarithms to base 2; a Jensen-Shannon divergence is at most 1.</summary>
    Bits,
}
