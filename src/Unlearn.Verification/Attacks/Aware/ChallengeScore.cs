using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>
/// The forgetting score of the NeurIPS 2023 unlearning competition (Triantafillou et al. 2024), beside its measured null:
/// two halves of the retrained models against each other. Perfect unlearning scores about 0.1 to 0.2, not 1, and the scale
/// depends on the number of models, so the method's score is given for the null's number of models too.
/// </summary>
[VerificationAttack("challenge-score")]
public sealed record ChallengeScore : IShadowAttack
{
    /// <summary>Number of models: half trained with the forget set and then unlearned, half retrained without it.</summary>
    [Range(8, 8192)]
    public int Shadows { get; init; } = 128;

    /// <summary>delta of the epsilons.</summary>
    [Range(0.0, 0.1)]
    public double Delta { get; init; } = 1e-5;

    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.UnlearnedShadows | AttackNeeds.Accuracies;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        IReadOnlyList<LogitTable> unlearnedModels = InputChecks.RequireModels(
            input,
            input.UnlearnedShadows,
            "challenge-score",
            "unlearned models",
            4
        );
        IReadOnlyList<LogitTable> retrainedModels = InputChecks.RequireModels(
            input,
            input.Retrained,
            "challenge-score",
            "retrained models",
            4
        );
        double[][] unlearned = ModelSignals.ByPoint(unlearnedModels, input.Labels);
        double[][] retrained = ModelSignals.ByPoint(retrainedModels, input.Labels);
        int models = Math.Min(unlearnedModels.Count, retrainedModels.Count);
        int half = models / 2;
        double[] epsilons = [.. unlearned.Select((u, i) => Epsilon(u[..models], retrained[i][..models]))];
        double[] halved = [.. unlearned.Select((u, i) => Epsilon(u[..half], retrained[i][half..(2 * half)]))];
        double[] nothing = [.. retrained.Select(r => Epsilon(r[..half], r[half..(2 * half)]))];
        double[] forgotten = DistributionFigures.Side(epsilons, input.Members, true);
        double score = ForgettingScore.Mean(forgotten, models);
        int count = forgotten.Length;
        return new AttackEvidence
        {
            Figures =
            [
                Make("forgetting-score", score, count),
                Make("forgetting-score-half", Mean(halved, input.Members, half), count),
                Make("null-forgetting-score-half", Mean(nothing, input.Members, half), count),
                Final(input, score, count),
                .. DistributionFigures.Of("epsilon", forgotten, "nats"),
            ],
            Scores = epsilons,
        };
    }

    private static double Mean(double[] epsilons, bool[] members, int models) =>
        ForgettingScore.Mean(DistributionFigures.Side(epsilons, members, true), models);

    private static Figure Final(AttackInput input, double score, int count) =>
        input is { UnlearnedAccuracies: { } unlearned, RetrainedAccuracies: { Retain: > 0, Test: > 0 } retrained }
            ? Make("final-score", ForgettingScore.Final(score, unlearned, retrained), count)
            : new Figure
            {
                Name = "final-score",
                Value = null,
                Unit = "points",
                Count = count,
                NotResolvable =
                    "needs mean accuracies of the unlearned and of the retrained models on retain and test points",
            };

    private static Figure Make(string name, double value, int count) =>
        new()
        {
            Name = name,
            Value = value,
            Unit = "points",
            Count = count,
        };

    private double Epsilon(double[] unlearned, double[] retrained) => ForgettingEpsilon.Of(unlearned, retrained, Delta);
}
