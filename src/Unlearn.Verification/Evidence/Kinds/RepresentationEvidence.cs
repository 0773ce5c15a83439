using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The last hidden layers of the target and of retrained models, with other seeds, on the attacked points.</summary>
public sealed class RepresentationEvidence : CollectedEvidence<RepresentationOutputs>
{
    /// <summary>The array of the target's representations.</summary>
    public const string Target = "target_features";

    private const string Retrained = "retrained_features";

    private RepresentationEvidence() { }

    /// <summary>The kind.</summary>
    public static RepresentationEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "representations of the target and of retrained models";

    /// <inheritdoc />
    public override bool IsInside => true;

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } =
    [new(ModelRole.Target, null), new(ModelRole.References, null)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [EvidenceArray.Of(Target, "points x columns"), EvidenceArray.Of(Retrained, "models x points x columns")];

    /// <inheritdoc />
    public override void Check(RepresentationOutputs value, AttackInput input)
    {
        foreach (FeatureTable table in value.Retrained.Prepend(value.Target))
        {
            if (table.Points != input.Labels.Length)
            {
                throw new InputException(
                    $"Representations of {table.Points} points for {input.Labels.Length} attacked points."
                );
            }

            if (table.Values.Any(static v => !double.IsFinite(v)))
            {
                throw new InputException("A representation holds a value that is not finite.");
            }
        }
    }

    /// <inheritdoc />
    protected override RepresentationOutputs Collect(IModelAnswers answers) =>
        new(answers.Representations(ModelRole.Target).Single(), [.. answers.Representations(ModelRole.References)]);

    /// <inheritdoc />
    protected override RepresentationOutputs? Read(IEvidenceArrays arrays) =>
        (arrays.Features(Target), arrays.FeaturesOfModels(Retrained)) is ({ } target, { } retrained)
            ? new RepresentationOutputs(target, retrained)
            : null;

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(RepresentationOutputs value)
    {
        FeatureTable own = value.Target;
        yield return new NamedArray(Target, [own.Points, own.Width], own.Values);
        if (value.Retrained is [var first, ..] all)
        {
            yield return new NamedArray(
                Retrained,
                [all.Count, first.Points, first.Width],
                [.. all.SelectMany(static table => table.Values)]
            );
        }
    }
}
