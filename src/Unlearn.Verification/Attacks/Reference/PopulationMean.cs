namespace Unlearn.Verification.Attacks.Reference;

/// <summary>Over which references RMIA averages a population point's probability.</summary>
public enum PopulationMean
{
    /// <summary>All references (the paper).</summary>
    All,

    /// <summary>The half with the larger probabilities (what Privacy Meter's sorting does, as no reference saw the point).</summary>
    LargerHalf,
}
