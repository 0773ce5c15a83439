using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit;

/// <summary>Runs a metric on plain numbers.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Metric">The metric with its options.</param>
public sealed record MetricAudit(string Name, IAuditMetric Metric) : IAudit
{
    /// <inheritdoc/>
    public object Options => Metric;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays => Metric.Arrays;

    /// <inheritdoc/>
    public AuditResult Run(IReadOnlyList<NamedArray> arrays) => Metric.Evaluate(new ArraySet(arrays));
}
