using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The outputs of retrained models, with other seeds than the target's, on the attacked points: one table per model.</summary>
public sealed class ReferenceEvidence : CollectedEvidence<IReadOnlyList<LogitTable>>
{
    private const string Group = "retrained";

    private ReferenceEvidence() { }

    /// <summary>The kind.</summary>
    public static ReferenceEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "outputs of retrained models on the attacked points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } = [new(ModelRole.References, PointRole.Attacked)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } = [EvidenceArray.OutputsOfModels(Group, "points")];

    /// <inheritdoc />
    public override void Check(IReadOnlyList<LogitTable> value, AttackInput input) =>
        InputChecks.CheckModels(value, "retrained models", input);

    /// <inheritdoc />
    protected override IReadOnlyList<LogitTable> Collect(IModelAnswers answers) =>
        [.. answers.Outputs(ModelRole.References, PointRole.Attacked)];

    /// <inheritdoc />
    protected override IReadOnlyList<LogitTable>? Read(IEvidenceArrays arrays) => arrays.Tables(Group, arrays.Points);

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(IReadOnlyList<LogitTable> value) =>
        value.Count == 0 ? [] : [EvidenceArray.Write(Group, value)];
}
