namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The outputs of an incompetent model (randomly initialised, never trained) on the attacked points.</summary>
public sealed class UntrainedEvidence : TableEvidence
{
    private UntrainedEvidence()
        : base(ModelRole.Untrained, "incompetent") { }

    /// <summary>The kind.</summary>
    public static UntrainedEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "the untrained model's outputs";
}
