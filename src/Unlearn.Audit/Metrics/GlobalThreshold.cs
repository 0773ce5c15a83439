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
    private static readonly string Phi = OutputNames.Phi(OutputNames.Target);

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of(
            EvidenceArray.Scores(
                "scores",
                "points",
                Phi,
                OutputNames.Logits(OutputNames.Target),
                OutputNames.Probabilities(OutputNames.Target)
            )
        ),
        ArrayNeed.Optional(EvidenceArray.Labels(OutputNames.Target, "points, with logits or probabilities")),
        ArrayNeed.Of(EvidenceArray.Members(AuditInputs.Members, "points")),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        (double[] scores, bool[] members) =
            arrays.Has("scores") ? Plain(arrays, "scores")
            : arrays.Has(Phi) ? Plain(arrays, Phi)
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
        return (scores, arrays.Members(AuditInputs.Members, scores.Length));
    }

    private static (double[] Scores, bool[] Members) OfOutputs(AttackInput input) =>
        (Confidence.Phi(input.Target, input.Labels), input.Members);
}
