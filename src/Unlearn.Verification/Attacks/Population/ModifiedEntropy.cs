using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>
/// Calls a point a member when its modified entropy is at most a threshold for its class: sure and wrong does not count
/// (Song and Mittal 2021, equation 8).
/// </summary>
[VerificationAttack("modified-entropy", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it reads probabilities of classes")]
public sealed record ModifiedEntropy : IShadowAttack
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
        PerClassEvaluation.Evaluate(input, "modified-entropy", Shadows, Scores) with
        {
            Warnings = Warnings(input.Target, input.Labels),
        };

    /// <summary>Minus the modified entropy of each point, in nats.</summary>
    /// <param name="logits">One row per point.</param>
    /// <param name="labels">The true class of each point.</param>
    public static double[] Scores(LogitTable logits, int[] labels) =>
        [.. labels.Select((label, i) => -Uncertainty.ModifiedEntropy(Softmax.Of(logits.Row(i)), label))];

    internal static IReadOnlyList<string> Warnings(LogitTable logits, int[] labels) =>
        ProbabilityFloor.Warning(
            [.. labels.SelectMany((label, i) => Uncertainty.InLogarithms(Softmax.Of(logits.Row(i)), label))],
            "probabilities in modified entropies"
        )
            is { } warning
            ? [warning]
            : [];
}
