using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>
/// Calls a point a member when the entropy of its prediction is at most a threshold for its class (Song and Mittal 2021,
/// section 3.2). Blind to the label: sure and wrong counts as a member.
/// </summary>
[VerificationAttack("entropy", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it reads probabilities of classes")]
public sealed record EntropyThreshold : IShadowAttack
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
    public AttackEvidence Evaluate(AttackInput input) => PerClassEvaluation.Evaluate(input, "entropy", Shadows, Scores);

    /// <summary>Minus the entropy of the prediction of each point, in nats.</summary>
    /// <param name="logits">One row per point.</param>
    /// <param name="labels">The true class of each point.</param>
    public static double[] Scores(LogitTable logits, int[] labels) =>
        [.. labels.Select((_, i) => -Uncertainty.Entropy(Softmax.Of(logits.Row(i))))];
}
