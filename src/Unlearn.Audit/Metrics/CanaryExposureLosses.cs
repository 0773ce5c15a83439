using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Exposure of canaries from losses or perplexities that were measured elsewhere (Carlini et al. 2019, the Secret Sharer), in
/// bits. A retrained model's mean is log2(e) = 1.44, not 0.
/// </summary>
[AuditMetric("canary-exposure")]
internal sealed record CanaryExposureLosses : IAuditMetric
{
    /// <summary>How exposure is estimated.</summary>
    public ExposureMethod Method { get; init; } = ExposureMethod.Rank;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of("canary_losses", "canaries"), ArrayNeed.Of("reference_losses", "references never trained on")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[] canaries = arrays.Vector("canary_losses");
        double[] references = arrays.Vector("reference_losses");
        double[] exposures =
            Method == ExposureMethod.Rank
                ? CanaryExposure.ByRank(canaries, references)
                : CanaryExposure.ByExtrapolation(canaries, references);
        return new AuditResult
        {
            Figures =
            [
                .. Exposure.Canaries.Of(exposures),
                Exposure.Cap.Of(Math.Log2(references.Length), references.Length),
            ],
            Vectors = new Dictionary<string, double[]> { ["exposures"] = exposures },
            Notes = ["a tied reference ranks first"],
        };
    }
}
