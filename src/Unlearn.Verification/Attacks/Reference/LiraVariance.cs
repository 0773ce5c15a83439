namespace Unlearn.Verification.Attacks.Reference;

/// <summary>How wide LiRA's normal distributions are. All deviations are population ones (divided by n).</summary>
public enum LiraVariance
{
    /// <summary>Per example from 64 shadows on, pooled below: what the paper advises.</summary>
    Automatic,

    /// <summary>A deviation for each example and side.</summary>
    PerExample,

    /// <summary>One deviation per side, of the residuals around each example's own centre (TensorFlow Privacy).</summary>
    FixedPooled,

    /// <summary>One deviation per side, of all phi on that side regardless of the example.</summary>
    FixedOwn,

    /// <summary>As <see cref="FixedOwn"/>, but online with the IN deviation on both sides: the research script as published.</summary>
    FixedScript,
}
