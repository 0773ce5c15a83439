namespace Unlearn.Verification.Evidence;

/// <summary>What a model is to an attack.</summary>
public enum ModelRole
{
    /// <summary>The attacked model.</summary>
    Target,

    /// <summary>The model before forgetting.</summary>
    Original,

    /// <summary>The model retrained with the target's own seed.</summary>
    Reference,

    /// <summary>Shadow models, in pairs whose training sets are complementary halves of all points that can be attacked.</summary>
    Shadows,

    /// <summary>A model that was initialised and never trained.</summary>
    Untrained,

    /// <summary>Copies of the method: models that were trained with the forget set and unlearned it as the target did, with other seeds.</summary>
    Unlearned,

    /// <summary>What copies are told from: as many models, retrained without the forget set, each with a seed of its own.</summary>
    Retrained,

    /// <summary>A few models retrained without the forget set, with other seeds; the attacked model is not among them.</summary>
    References,
}
