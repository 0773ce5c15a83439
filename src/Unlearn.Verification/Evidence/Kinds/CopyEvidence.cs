using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>
/// The outputs of copies of the method on the attacked points: models that were trained with the forget set and unlearned it, and models
/// that were retrained without it. The method runs inside the shadow loop.
/// </summary>
public sealed class CopyEvidence : CollectedEvidence<CopyOutputs>
{
    private const string Unlearned = "unlearned";
    private const string Retrained = "retrained";

    // Attacks take four on each side at least, so that eight can be halved.
    private const int LeastToHalve = 8;

    private CopyEvidence() { }

    /// <summary>The kind.</summary>
    public static CopyEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "outputs of unlearned and of retrained models on the attacked points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } =
    [new(ModelRole.Unlearned, PointRole.Attacked), new(ModelRole.Retrained, PointRole.Attacked)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [EvidenceArray.OutputsOfModels(Unlearned, "points"), EvidenceArray.OutputsOfModels(Retrained, "points")];

    /// <inheritdoc />
    public override void Check(CopyOutputs value, AttackInput input)
    {
        InputChecks.CheckModels(value.Unlearned, "unlearned models", input);
        InputChecks.CheckModels(value.Retrained, "retrained models", input);
    }

    /// <inheritdoc />
    protected override CopyOutputs Collect(IModelAnswers answers) =>
        new(
            [.. answers.Outputs(ModelRole.Unlearned, PointRole.Attacked)],
            [.. answers.Outputs(ModelRole.Retrained, PointRole.Attacked)]
        );

    /// <inheritdoc />
    protected override CopyOutputs? Read(IEvidenceArrays arrays)
    {
        IReadOnlyList<LogitTable>? unlearned = arrays.Tables(Unlearned, arrays.Points);
        IReadOnlyList<LogitTable>? retrained = arrays.Tables(Retrained, arrays.Points);
        return (unlearned, retrained) switch
        {
            ({ } some, { } others) => new CopyOutputs(some, others),
            (null, null) => null,
            _ => throw new InputException("Outputs of 'unlearned' and of 'retrained' go together: give both."),
        };
    }

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(CopyOutputs value) =>
        [EvidenceArray.Write(Unlearned, value.Unlearned), EvidenceArray.Write(Retrained, value.Retrained)];

    /// <inheritdoc />
    protected override int Models(CopyOutputs value) => value.Unlearned.Count + value.Retrained.Count;

    /// <inheritdoc />
    protected override CopyOutputs? Half(CopyOutputs value) =>
        value.Unlearned.Count < LeastToHalve
            ? null
            : new CopyOutputs(
                [.. value.Unlearned.Take(value.Unlearned.Count / 2)],
                [.. value.Retrained.Take(value.Retrained.Count / 2)]
            );
}
