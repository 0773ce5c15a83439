using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>One further model's outputs on the attacked points.</summary>
public abstract class TableEvidence : CollectedEvidence<LogitTable>
{
    private readonly ModelRole _model;
    private readonly string _group;

    /// <param name="model">Which model.</param>
    /// <param name="group">What arrays are named after.</param>
    protected TableEvidence(ModelRole model, string group)
    {
        (_model, _group) = (model, group);
        Questions = [new Question(model, PointRole.Attacked)];
        Arrays = [EvidenceArray.Outputs(group, "points")];
    }

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; }

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; }

    /// <inheritdoc />
    public override void Check(LogitTable value, AttackInput input) =>
        InputChecks.CheckTable(value, Description, input.Labels.Length, input.Target.Classes);

    /// <inheritdoc />
    protected override LogitTable Collect(IModelAnswers answers) =>
        answers.Outputs(_model, PointRole.Attacked).Single();

    /// <inheritdoc />
    protected override LogitTable? Read(IEvidenceArrays arrays) => arrays.Table(_group, arrays.Points);

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(LogitTable value) => [EvidenceArray.Write(_group, value)];
}
