using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Distances between the weights of an unlearned and of a retrained model. Meaningful only within one seed and one order of
/// the data.
/// </summary>
[AuditMetric("weight-distance")]
internal sealed record WeightGap : IAuditMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of("unlearned_weights", "any shape"), ArrayNeed.Of("retrained_weights", "the same shape")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[] weights = arrays.Values("unlearned_weights");
        var distance = WeightDistance.Between(weights, arrays.Values("retrained_weights"));
        Figure Make(string name, double value, string unit) =>
            double.IsFinite(value)
                ? new()
                {
                    Name = name,
                    Value = value,
                    Unit = unit,
                    Count = weights.Length,
                }
                : new()
                {
                    Name = name,
                    Value = null,
                    Unit = unit,
                    Count = weights.Length,
                    NotResolvable = "one of the weight vectors is zero",
                };

        return new AuditResult
        {
            Figures =
            [
                Make("weight-distance", distance.Euclidean, "weights"),
                Make("weight-distance-relative", distance.Relative, "ratio"),
                Make("weight-cosine", distance.Cosine, "cosine"),
            ],
        };
    }
}
