using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The outputs of shadow models on the population set: one table per shadow, in the order of <see cref="ShadowEvidence"/>.</summary>
public sealed class ShadowPopulationEvidence : CollectedEvidence<IReadOnlyList<LogitTable>>
{
    private const string Group = "shadow_population";

    private ShadowPopulationEvidence() { }

    /// <summary>The kind.</summary>
    public static ShadowPopulationEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "shadow models' outputs on population points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } = [new(ModelRole.Shadows, PointRole.Population)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [EvidenceArray.OutputsOfModels(Group, "population points")];

    /// <inheritdoc />
    public override void Check(IReadOnlyList<LogitTable> value, AttackInput input)
    {
        int points = input.Get(PopulationEvidence.Kind)?.Labels.Length ?? (value.Count > 0 ? value[0].Points : 0);
        for (int s = 0; s < value.Count; s++)
        {
            InputChecks.CheckTable(value[s], $"shadow {s} on the population points", points, input.Target.Classes);
        }
    }

    /// <inheritdoc />
    protected override IReadOnlyList<LogitTable> Collect(IModelAnswers answers) =>
        [.. answers.Outputs(ModelRole.Shadows, PointRole.Population)];

    /// <inheritdoc />
    protected override IReadOnlyList<LogitTable>? Read(IEvidenceArrays arrays) =>
        arrays.Tables(Group, arrays.Table("population", null)?.Points);

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(IReadOnlyList<LogitTable> value) =>
        value.Count == 0 ? [] : [EvidenceArray.Write(Group, value)];

    /// <inheritdoc />
    protected override IReadOnlyList<LogitTable>? Half(IReadOnlyList<LogitTable> value) => ShadowEvidence.Half(value);
}
