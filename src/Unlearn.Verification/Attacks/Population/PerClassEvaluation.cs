using Unlearn.Core;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>What the population attacks of Song and Mittal share: one score per point, one threshold per class.</summary>
internal static class PerClassEvaluation
{
    /// <summary>Signature of a score from outputs and labels, larger = member.</summary>
    public delegate double[] Score(LogitTable logits, int[] labels);

    public static IReadOnlyList<FigureKind> Kinds => [.. ScoreFigures.Kinds, .. ThresholdFigures.Kinds];

    public static IReadOnlyList<EvidenceKind> Welcomes { get; } =
    [ShadowEvidence.Kind, RetainEvidence.Kind, PopulationEvidence.Kind];

    public static IReadOnlyList<EvidenceKind> Needs(int shadows) =>
        shadows > 0 ? [ShadowEvidence.Kind] : [RetainEvidence.Kind, PopulationEvidence.Kind];

    public static AttackEvidence Evaluate(AttackInput input, string attack, int shadows, Score score)
    {
        InputChecks.CheckBothSides(input);
        double[] scores = score(input.Target, input.Labels);
        double[]? thresholds =
            shadows > 0 ? FromShadows(input, attack, score)
            : (input.Get(RetainEvidence.Kind), input.Get(PopulationEvidence.Kind)) is ({ } retain, { } population)
                ? FromKnownPoints(retain, population, input.Target.Classes, score)
            : null;
        IReadOnlyList<Figure> decided = thresholds is null
            ?
            [
                ThresholdFigures.Advantage.NotResolvable(
                    "thresholds need retained and population points of the target, or shadow models",
                    scores.Length
                ),
            ]
            : ThresholdFigures.Of(scores, input.Members, i => scores[i] >= thresholds[input.Labels[i]]);
        return new AttackEvidence
        {
            Figures = [.. ScoreFigures.Of(scores, input.Members), .. decided],
            Scores = scores,
        };
    }

    private static double[] FromKnownPoints(ModelOutputs retain, ModelOutputs population, int classes, Score score)
    {
        double[] inside = score(retain.Logits, retain.Labels);
        double[] outside = score(population.Logits, population.Labels);
        bool[] members = [.. inside.Select(_ => true), .. outside.Select(_ => false)];
        return PerClassThresholds.Fit(
            [.. inside, .. outside],
            [.. retain.Labels, .. population.Labels],
            members,
            classes
        );
    }

    private static double[] FromShadows(AttackInput input, string attack, Score score)
    {
        ShadowOutputs shadows = input.Require(ShadowEvidence.Kind, attack);
        double[] scores = [.. shadows.Logits.SelectMany(table => score(table, input.Labels))];
        int[] labels = [.. shadows.Logits.SelectMany(_ => input.Labels)];
        bool[] members = [.. shadows.Included.SelectMany(mask => mask)];
        if (!members.Contains(true) || !members.Contains(false))
        {
            throw new InputException("The shadow models' masks have one side only: thresholds need both.");
        }

        return PerClassThresholds.Fit(scores, labels, members, input.Target.Classes);
    }
}
