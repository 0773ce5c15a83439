namespace Unlearn.Verification.Verdicts;

/// <summary>What one piece of evidence says about a row.</summary>
public enum Finding
{
    /// <summary>The forgotten points look more familiar than after retraining.</summary>
    TracesLeft,

    /// <summary>The forgotten points look stranger than after retraining, which gives them away too.</summary>
    OverForgotten,

    /// <summary>The model can be told from a retrained one, by a measure that knows no side.</summary>
    Distinguishable,

    /// <summary>No difference to retraining above the margin is possible, by a measure that does find the original.</summary>
    NoDifference,

    /// <summary>The numbers allow neither.</summary>
    Undecided,

    /// <summary>The measure does not find even the original here, so that passing it says nothing.</summary>
    NoPower,
}
