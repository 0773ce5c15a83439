using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The outputs of shadow models on the attacked points, half of them trained with each point.</summary>
public sealed class ShadowEvidence : CollectedEvidence<ShadowOutputs>
{
    /// <summary>Whose outputs the arrays hold.</summary>
    public const string Group = "shadow";

    /// <summary>The array of which shadow saw which point.</summary>
    public const string Masks = "shadow_members";

    private ShadowEvidence() { }

    /// <summary>The kind.</summary>
    public static ShadowEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "shadow models' outputs on the attacked points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } = [new(ModelRole.Shadows, PointRole.Attacked)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [EvidenceArray.OutputsOfModels(Group, "points", queries: true), EvidenceArray.MembersOfModels(Masks, "points")];

    /// <summary>Half of a list of shadow models; null where they are too few. Shadows come in pairs, and the fewest are four.</summary>
    public static IReadOnlyList<TItem>? Half<TItem>(IReadOnlyList<TItem> shadows) =>
        shadows.Count < 8 || shadows.Count % 4 != 0 ? null : [.. shadows.Take(shadows.Count / 2)];

    /// <inheritdoc />
    public override void Check(ShadowOutputs value, AttackInput input)
    {
        if (value.Logits.Count == 0 || value.Logits.Count != value.Included.Count)
        {
            throw new InputException(
                $"{value.Logits.Count} shadow tables but {value.Included.Count} masks: give one mask per shadow, at least one."
            );
        }

        for (int s = 0; s < value.Logits.Count; s++)
        {
            InputChecks.CheckTable(value.Logits[s], $"shadow {s}", input.Labels.Length, input.Target.Classes);
            if (value.Included[s].Length != input.Labels.Length)
            {
                throw new InputException(
                    $"The mask of shadow {s} has {value.Included[s].Length} entries for {input.Labels.Length} attacked points."
                );
            }
        }
    }

    /// <inheritdoc />
    protected override ShadowOutputs Collect(IModelAnswers answers) =>
        new([.. answers.Outputs(ModelRole.Shadows, PointRole.Attacked)], [.. answers.Included()]);

    /// <inheritdoc />
    protected override ShadowOutputs? Read(IEvidenceArrays arrays)
    {
        if (arrays.Tables(Group, arrays.Points) is { } shadows)
        {
            return new ShadowOutputs(shadows, arrays.Masks(Masks, shadows.Count));
        }

        return arrays.Has(Masks) ? throw new InputException($"'{Masks}' is given without outputs of '{Group}'.") : null;
    }

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(ShadowOutputs value) =>
        [
            EvidenceArray.Write(Group, value.Logits),
            EvidenceArray.Write(
                Masks,
                [value.Included.Count, value.Included[0].Length],
                value.Included.SelectMany(static mask => mask)
            ),
        ];

    /// <inheritdoc />
    protected override int Models(ShadowOutputs value) => value.Logits.Count;

    /// <inheritdoc />
    protected override ShadowOutputs? Half(ShadowOutputs value) =>
        (Half(value.Logits), Half(value.Included)) is ({ } logits, { } included)
            ? new ShadowOutputs(logits, included)
            : null;
}
