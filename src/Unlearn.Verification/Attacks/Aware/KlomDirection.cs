namespace Unlearn.Verification.Attacks.Aware;

/// <summary>Which way the divergence of margins runs.</summary>
public enum KlomDirection
{
    /// <summary>KL(unlearned || retrained), as the authors' benchmark computes it.</summary>
    UnlearnedToRetrained,

    /// <summary>KL(retrained || unlearned), as the paper writes it.</summary>
    RetrainedToUnlearned,
}
