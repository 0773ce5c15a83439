using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>
/// Calls a point a member when the probability of its true class reaches the threshold of that class (Song and Mittal
/// 2021, section 3.2).
/// </summary>
[VerificationAttack("confidence", Version = 2)]
public sealed record ConfidenceThreshold : IShadowAttack
{
    /// <summary>
    /// Shadow models that pick the thresholds; 0 picks them on the target's own retained (member) and population
    /// (non-member) points, at no training.
    /// </summary>
    [Range(0, 4096)]
    public int Shadows { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => PerClassEvaluation.Needs(Shadows);

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => PerClassEvaluation.Kinds;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Welcomes => PerClassEvaluation.Welcomes;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input) =>
        PerClassEvaluation.Evaluate(input, "confidence", Shadows, Scores);

    /// <summary>The probability of the true class of each point.</summary>
    /// <param name="logits">One row per point.</param>
    /// <param name="labels">The true class of each point.</param>
    public static double[] Scores(LogitTable logits, int[] labels) =>
        [.. labels.Select((label, i) => Confidence.Probability(Confidence.Phi(logits.Row(i), label)))];
}
