using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Distances between the weights of an unlearned and of a retrained model. Meaningful only within one seed and one order of
/// the data.
/// </summary>
[AuditMetric(WeightFigures.Name)]
internal sealed record WeightGap : IAuditMetric
{
    private const string Unlearned = "unlearned_weights";
    private const string Retrained = "retrained_weights";

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of(Unlearned, "any shape"), ArrayNeed.Of(Retrained, "the same shape")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[] weights = arrays.Values(Unlearned);
        return new AuditResult
        {
            Figures = WeightFigures.Of(WeightDistance.Between(weights, arrays.Values(Retrained)), weights.Length),
        };
    }
}
