namespace Unlearn.Verification.Attacks.Reference;

/// <summary>Where LiRA's normal distributions stand.</summary>
public enum LiraCentre
{
    /// <summary>The mean (the paper).</summary>
    Mean,

    /// <summary>The median (the research script).</summary>
    Median,
}
