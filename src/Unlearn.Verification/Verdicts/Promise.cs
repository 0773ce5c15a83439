namespace Unlearn.Verification.Verdicts;

/// <summary>What a method promises by its construction.</summary>
public enum Promise
{
    /// <summary>Nothing: it has to be measured.</summary>
    Nothing,

    /// <summary>The weights are those of a training without the points.</summary>
    Exact,

    /// <summary>The weights cannot be told from those beyond an epsilon and a delta.</summary>
    Certified,
}
