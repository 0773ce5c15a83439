using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Statistics;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Kolmogorov and Smirnov's two-sample test on any two lists of numbers. The p-value shrinks with the number of values: D is
/// the effect size.
/// </summary>
[AuditMetric("ks-two-sample")]
internal sealed record KolmogorovSmirnovSamples : IAuditMetric
{
    /// <summary>Which p-value is reported; they differ under ties and in small samples.</summary>
    public KolmogorovSmirnovConvention PValue { get; init; } = KolmogorovSmirnovConvention.Exact;

    /// <summary>Permutations behind the paired p-value.</summary>
    [Range(19, 100_000)]
    public int Permutations { get; init; } = 999;

    /// <summary>Decides the permutations.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of("first", "values"), ArrayNeed.Of("second", "values")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[] first = arrays.Vector("first");
        double[] second = arrays.Vector("second");
        var test = KolmogorovSmirnov.Test(
            first,
            second,
            PValue,
            new RandomKey((ulong)Seed).Derive("ks-two-sample"),
            Permutations
        );
        int count = first.Length + second.Length;
        return new AuditResult
        {
            Figures =
            [
                KolmogorovSmirnovDistance.Distance.Of(test.D, count),
                KolmogorovSmirnovDistance.SmallestP.Of(test.PValue, count),
            ],
        };
    }
}
