using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Linear centred kernel alignment of two representations of the same points (Kornblith et al. 2019, equation 10); the widths
/// may differ.
/// </summary>
[AuditMetric("cka-pair")]
internal sealed record CkaPair : IAuditMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of("first", "points x columns"), ArrayNeed.Of("second", "points x columns")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        FeatureTable first = Table(arrays, "first");
        return new AuditResult
        {
            Figures = [Cka.Alignment.Of(CentredKernelAlignment.Of(first, Table(arrays, "second")), first.Points)],
        };
    }

    private static FeatureTable Table(ArraySet arrays, string name) =>
        new(arrays.Values(name), arrays.Rows(name, listIsRow: false)[0].Length);
}
