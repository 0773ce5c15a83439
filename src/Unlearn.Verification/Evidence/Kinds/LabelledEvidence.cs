using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The target's outputs on labelled points other than the attacked ones.</summary>
public abstract class LabelledEvidence : CollectedEvidence<ModelOutputs>
{
    private readonly PointRole _points;
    private readonly string _group;
    private readonly string _name;

    /// <param name="points">Which points.</param>
    /// <param name="group">What arrays are named after.</param>
    /// <param name="name">What the points are, in the plural ("retained points").</param>
    protected LabelledEvidence(PointRole points, string group, string name)
    {
        (_points, _group, _name) = (points, group, name);
        Questions = [new Question(ModelRole.Target, points)];
        Arrays = [EvidenceArray.Outputs(group, name), EvidenceArray.Labels(group, name)];
    }

    /// <inheritdoc />
    public override string Description => $"the target's outputs on {_name}";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; }

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; }

    /// <inheritdoc />
    public override void Check(ModelOutputs value, AttackInput input) =>
        InputChecks.CheckOutputs(value, $"the {_name}", input.Target.Classes);

    /// <inheritdoc />
    protected override ModelOutputs Collect(IModelAnswers answers) =>
        new(answers.Outputs(ModelRole.Target, _points).Single(), answers.Labels(_points));

    /// <inheritdoc />
    protected override ModelOutputs? Read(IEvidenceArrays arrays)
    {
        if (arrays.Table(_group, null) is { } table)
        {
            return new ModelOutputs(table, arrays.Labels(OutputNames.Labels(_group), table.Points));
        }

        return arrays.Has(OutputNames.Labels(_group))
            ? throw new Core.InputException($"'{OutputNames.Labels(_group)}' is given without outputs of '{_group}'.")
            : null;
    }

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(ModelOutputs value) =>
        [EvidenceArray.Write(_group, value.Logits), EvidenceArray.Write(OutputNames.Labels(_group), value.Labels)];
}
