namespace Unlearn.Verification.Evidence;

/// <summary>Which way a figure is good.</summary>
public enum Direction
{
    /// <summary>Larger is better (accuracy on the test set).</summary>
    Higher,

    /// <summary>Smaller is better (seconds).</summary>
    Lower,

    /// <summary>As close as possible to the retrained reference; both sides are failures.</summary>
    CloserToReference,

    /// <summary>Neither: the figure describes.</summary>
    None,
}
