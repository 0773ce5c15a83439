using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>
/// The forgetting score of the NeurIPS 2023 unlearning competition (Triantafillou et al. 2024), beside its measured null:
/// two halves of the retrained models against each other. Perfect unlearning scores about 0.1 to 0.2, not 1, and the scale
/// depends on the number of models, so the method's score is given for the null's number of models too.
/// </summary>
[VerificationAttack("challenge-score", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it counts points of the right class")]
public sealed record ChallengeScore : IShadowAttack
{
    private static readonly FigureKind Score = new(
        "forgetting-score",
        "Forgetting score",
        "Mean points of the forgotten points' epsilons; larger is closer to retraining, and the null's score, not 1, is what perfect unlearning has."
    )
    {
        Unit = Units.Points,
        Reading = Reading.DistinctWhenLow,
    };

    private static readonly FigureKind HalfScore = Score with
    {
        Name = "forgetting-score-half",
        Label = "Forgetting score, half",
        Meaning = "The score with half of the models, to be compared with the null's.",
    };

    private static readonly FigureKind NullScore = Score with
    {
        Name = "null-forgetting-score-half",
        Label = "Forgetting score, null",
        Meaning = "The score of one half of the retrained models against the other.",
    };

    private static readonly FigureKind FinalScore = Score with
    {
        Name = "final-score",
        Label = "Final score",
        Meaning = "The score times the quotients of retain and of test accuracy to the retrained models'.",
    };

    private static readonly DistributionFigures Epsilons = new(
        new FigureKind(
            "epsilon",
            "Epsilon per point",
            "The competition's epsilon of one forgotten point, estimated from finitely many models and therefore never a bound."
        )
        {
            Unit = Units.Nats,
            Reading = Reading.DistinctWhenHigh,
        }
    );

    /// <summary>Number of models: half trained with the forget set and then unlearned, half retrained without it.</summary>
    [Range(8, 8192)]
    public int Shadows { get; init; } = 128;

    /// <summary>delta of the epsilons.</summary>
    [Range(0.0, 0.1)]
    public double Delta { get; init; } = 1e-5;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [CopyEvidence.Kind, CopyAccuracyEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Score, HalfScore, NullScore, FinalScore, .. Epsilons.Kinds];

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Welcomes => [CopyAccuracyEvidence.Kind];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        (IReadOnlyList<LogitTable> unlearnedModels, IReadOnlyList<LogitTable> retrainedModels) = ModelSignals.Copies(
            input,
            "challenge-score",
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
        Figure score = Mean(Score, epsilons, input.Members, models);
        return new AttackEvidence
        {
            Figures =
            [
                score,
                Mean(HalfScore, halved, input.Members, half),
                Mean(NullScore, nothing, input.Members, half),
                Final(input, score),
                .. Epsilons.Of(forgotten),
            ],
            Scores = epsilons,
        };
    }

    /// <summary>F is a mean over points, and its interval is bootstrapped over them.</summary>
    private static Figure Mean(FigureKind kind, double[] epsilons, bool[] members, int models)
    {
        double[] points =
        [
            .. DistributionFigures.Side(epsilons, members, true).Select(e => ForgettingScore.Points(e, models)),
        ];
        return kind.Of(points.Average(), points.Length, Bootstrap.Mean(points, new RandomKey(0).Derive(kind.Name)));
    }

    /// <summary>The accuracies are means over models and scale the interval as they scale F.</summary>
    private static Figure Final(AttackInput input, Figure score)
    {
        Figure final = score with { Name = FinalScore.Name };
        return
            input.Get(CopyAccuracyEvidence.Kind)
                is { Unlearned: var unlearned, Retrained: { Retain: > 0, Test: > 0 } retrained }
            ? final with
            {
                Value = ForgettingScore.Final(score.Value!.Value, unlearned, retrained),
                Interval = score.Interval! with
                {
                    Lower = ForgettingScore.Final(score.Interval!.Lower, unlearned, retrained),
                    Upper = ForgettingScore.Final(score.Interval!.Upper, unlearned, retrained),
                },
            }
            : final with
            {
                Value = null,
                Interval = null,
                NotResolvable =
                    "needs mean accuracies of the unlearned and of the retrained models on retain and test points",
            };
    }

    private double Epsilon(double[] unlearned, double[] retrained) => ForgettingEpsilon.Of(unlearned, retrained, Delta);
}
