using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>What the population attacks of Song and Mittal share: a score a point, thresholds a class.</summary>
internal static class PerClassEvaluation
{
    /// <summary>Signature of a score from outputs and labels, larger = member.</summary>
    public delegate double[] Score(LogitTable logits, int[] labels);

    public static IReadOnlyList<FigureKind> Kinds => [.. ScoreFigures.Kinds, .. ThresholdFigures.Kinds];

    public const AttackNeeds Welcomes = AttackNeeds.Retain | AttackNeeds.Population | AttackNeeds.Shadows;

    public static AttackNeeds Needs(int shadows) =>
        AttackNeeds.NonMembers | (shadows > 0 ? AttackNeeds.Shadows : AttackNeeds.Retain | AttackNeeds.Population);

    public static AttackEvidence Evaluate(AttackInput input, string attack, int shadows, Score score)
    {
        InputChecks.CheckBothSides(input);
        double[] scores = score(input.Target, input.Labels);
        double[]? thresholds =
            shadows > 0 ? FromShadows(input, attack, score)
            : input is { Retain: not null, Population: not null } ? FromKnownPoints(input, score)
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

    private static double[] FromKnownPoints(AttackInput input, Score score)
    {
        int classes = input.Target.Classes;
        InputChecks.CheckOutputs(input.Retain!, "the retained points", classes);
        InputChecks.CheckOutputs(input.Population!, "the population points", classes);
        double[] inside = score(input.Retain!.Logits, input.Retain.Labels);
        double[] outside = score(input.Population!.Logits, input.Population.Labels);
        bool[] members = [.. inside.Select(_ => true), .. outside.Select(_ => false)];
        return PerClassThresholds.Fit(
            [.. inside, .. outside],
            [.. input.Retain.Labels, .. input.Population.Labels],
            members,
            classes
        );
    }

    private static double[] FromShadows(AttackInput input, string attack, Score score)
    {
        ShadowOutputs shadows = InputChecks.RequireShadows(input, attack);
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
