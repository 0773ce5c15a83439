namespace Unlearn.Verification.Attacks;

/// <summary>Which points of a scenario an attack looks at.</summary>
public enum AttackedSet
{
    /// <summary>The forget set, and unseen points of the same kind.</summary>
    Forgotten,

    /// <summary>Unseen inputs that carry a planted trigger (members) and one that was never planted (non-members), labelled with the trigger's target.</summary>
    Triggers,

    /// <summary>
    /// Points whose labels were swapped between two classes (members) and unseen points of these classes (non-members), under their true
    /// labels.
    /// </summary>
    SwappedLabels,
}
