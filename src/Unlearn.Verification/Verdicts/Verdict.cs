namespace Unlearn.Verification.Verdicts;

/// <summary>The answer about a method in a setting, from all evidence; of those that hold, the first.</summary>
public enum Verdict
{
    /// <summary>The row's models are the reference's own, bit for bit: there is nothing to judge.</summary>
    IsReference,

    /// <summary>Accuracy on test or retained points is lost: no model to use, whatever attacks say.</summary>
    Broken,

    /// <summary>The forgotten points can still be told from points never seen, better than after retraining.</summary>
    TracesLeft,

    /// <summary>The forgotten points stand out as stranger than after retraining.</summary>
    OverForgotten,

    /// <summary>The model can be told from a retrained one, on a side that the measures do not know.</summary>
    Distinguishable,

    /// <summary>Outputs show nothing, but weights or representations still hold it.</summary>
    Hidden,

    /// <summary>Exact by construction, and nothing measured contradicts it.</summary>
    Exact,

    /// <summary>Certified by an epsilon and a delta, and nothing measured contradicts it.</summary>
    Certified,

    /// <summary>The numbers allow no verdict; what would is said beside it.</summary>
    NotDecided,

    /// <summary>Measures that find the original find no difference to retraining above the margin.</summary>
    Forgotten,
}
