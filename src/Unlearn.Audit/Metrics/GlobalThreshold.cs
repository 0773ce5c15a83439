using Unlearn.Verification.Attacks;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// How well one threshold on phi, or on scores of any attack, tells members from non-members: AUC, TPR at low FPR, balanced
/// accuracy. The usual baseline of the likelihood-ratio attack (Carlini et al. 2022, section VI).
/// </summary>
[AuditMetric("global-threshold")]
internal sealed record GlobalThreshold : IAuditMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of("scores", "points", "target_phi", "target_logits", "target_probabilities"),
        ArrayNeed.Optional("labels", "points, with logits or probabilities"),
        ArrayNeed.Of("members", "points, 0 or 1"),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        (double[] scores, bool[] members) =
            arrays.Has("scores") ? Plain(arrays, "scores")
            : arrays.Has("target_phi") ? Plain(arrays, "target_phi")
            : OfOutputs(AuditInputs.Build(arrays.All, []));
        return new AuditResult
        {
            Figures = ScoreFigures.Of(scores, members),
            Scores = scores,
            Members = members,
        };
    }

    private static (double[] Scores, bool[] Members) Plain(ArraySet arrays, string name)
    {
        double[] scores = arrays.Vector(name);
        return (scores, arrays.Members("members", scores.Length));
    }

    private static (double[] Scores, bool[] Members) OfOutputs(AttackInput input) =>
        (Confidence.Phi(input.Target, input.Labels), input.Members);
}
