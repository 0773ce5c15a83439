namespace Unlearn.Verification.Evidence;

/// <summary>What it says about the forgotten points when a figure lies away from its value on a retrained model.</summary>
public enum Reading
{
    /// <summary>Nothing: the figure describes, or is about other points.</summary>
    None,

    /// <summary>Larger than the retrained model's: they look more familiar. Smaller: stranger than points never seen.</summary>
    FamiliarWhenHigh,

    /// <summary>Smaller than the retrained model's: they look more familiar. Larger: stranger than points never seen.</summary>
    FamiliarWhenLow,

    /// <summary>Larger: the model can be told from a retrained one, without saying on which side. Smaller says nothing.</summary>
    DistinctWhenHigh,

    /// <summary>Smaller: the model can be told from a retrained one, without saying on which side. Larger says nothing.</summary>
    DistinctWhenLow,
}
