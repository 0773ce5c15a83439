namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The outputs of the model before forgetting on the attacked points.</summary>
public sealed class OriginalEvidence : TableEvidence
{
    private OriginalEvidence()
        : base(ModelRole.Original, "original") { }

    /// <summary>The kind.</summary>
    public static OriginalEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "the original model's outputs";
}
