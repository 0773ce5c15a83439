namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The weights of the target, of the original and of the model retrained with the target's own seed: for attacks that train or read models.</summary>
public sealed class WeightEvidence : EvidenceKind
{
    private WeightEvidence() { }

    /// <summary>The kind.</summary>
    public static WeightEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "weights of the target, of the original and of the retrained model";

    /// <inheritdoc />
    public override bool IsInside => true;

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } =
    [new(ModelRole.Target, null), new(ModelRole.Original, null), new(ModelRole.Reference, null)];
}
