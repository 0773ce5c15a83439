using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>
/// Calls a point a member when its loss is at most the mean loss of the training points (Yeom et al. 2018, adversary 2).
/// Weak, but free: one model, no shadow.
/// </summary>
/// <remarks>
/// The mean is over the retained points; where none are given, over the attacked members (Yeom's own setting, in which the
/// members are the training set). The score is minus the loss, through log-sum-exp, so no loss is infinite.
/// </remarks>
[VerificationAttack("loss-threshold", Version = 2)]
public sealed record LossThreshold : IOutputAttack
{
    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [RetainEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Welcomes => [RetainEvidence.Kind];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. ScoreFigures.Kinds, .. ThresholdFigures.Kinds];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        double[] scores = Scores(input.Target, input.Labels);
        double threshold;
        if (input.Get(RetainEvidence.Kind) is { } retain)
        {
            threshold = Scores(retain.Logits, retain.Labels).Average();
        }
        else
        {
            threshold = scores.Where((_, i) => input.Members[i]).Average();
        }

        return new AttackEvidence
        {
            Figures =
            [
                .. ScoreFigures.Of(scores, input.Members),
                .. ThresholdFigures.Of(scores, input.Members, i => scores[i] >= threshold),
            ],
            Scores = scores,
        };
    }

    /// <summary>Minus the cross-entropy loss of each point, in nats.</summary>
    /// <param name="logits">One row per point.</param>
    /// <param name="labels">The true class of each point.</param>
    public static double[] Scores(LogitTable logits, ReadOnlySpan<int> labels)
    {
        double[] scores = Confidence.Phi(logits, labels);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = -Confidence.Loss(scores[i]);
        }

        return scores;
    }
}
