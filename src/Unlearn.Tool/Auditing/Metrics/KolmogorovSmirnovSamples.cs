using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Auditing;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Tool.Auditing.Metrics;

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
        Figure Make(string name, double value) =>
            new()
            {
                Name = name,
                Value = value,
                Count = first.Length + second.Length,
            };

        return new AuditResult
        {
            Figures = [Make("ks-d", test.D), Make("ks-p", test.PValue) with { Direction = Direction.None }],
        };
    }
}
