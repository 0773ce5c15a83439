namespace Unlearn.Verification.Evidence;

/// <summary>What a curve beside an attack's figures shows.</summary>
public enum CurveKind
{
    /// <summary>Across: steps or passes of training on; upwards: the attacked model's accuracy on the forget set.</summary>
    Relearning,

    /// <summary>Across: share of the forgotten points, ordered by it; upwards: the attack's accuracy on one of them.</summary>
    AccuracyByPoint,

    /// <summary>Across: number of shadow models; upwards: the attack's headline with so many of them.</summary>
    ByShadows,
}
