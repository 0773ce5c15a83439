using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace OwnComponents;

/// <summary>Scores a point by how far its true class is ahead of the next one, in logits: points that a model was trained on tend to be further ahead.</summary>
[VerificationAttack("margin")]
public sealed record Margin : IOutputAttack
{
    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        double[] scores = [.. input.Labels.Select((label, point) => Of(input.Target.Row(point), label))];
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }

    private static double Of(ReadOnlySpan<double> logits, int label)
    {
        double next = double.NegativeInfinity;
        for (int k = 0; k < logits.Length; k++)
        {
            next = k == label ? next : Math.Max(next, logits[k]);
        }

        return logits[label] - next;
    }
}
