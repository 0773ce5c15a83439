using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// The unbiased squared maximum mean discrepancy between two samples of rows with a Gaussian kernel (Gretton et al. 2012,
/// equation 3) and its permutation p-value.
/// </summary>
[AuditMetric("mmd-two-sample")]
internal sealed record MmdSamples : IAuditMetric
{
    /// <summary>Permutations behind the p-value.</summary>
    [Range(19, 100_000)]
    public int Permutations { get; init; } = 199;

    /// <summary>Bandwidth of the Gaussian kernel; 0 takes the median distance.</summary>
    [Range(0.0, 1e6)]
    public double Bandwidth { get; init; }

    /// <summary>Decides the permutations.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [ArrayNeed.Of("first", "rows x columns"), ArrayNeed.Of("second", "rows x columns")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[][] first = arrays.Rows("first", listIsRow: false);
        double[][] second = arrays.Rows("second", listIsRow: false);
        if (first[0].Length != second[0].Length)
        {
            throw new InputException(
                $"'first' has {first[0].Length} columns, 'second' {second[0].Length}: they must agree."
            );
        }

        var test = MaximumMeanDiscrepancy.Test(
            arrays.Values("first"),
            arrays.Values("second"),
            first[0].Length,
            new RandomKey((ulong)Seed).Derive("mmd-two-sample"),
            Permutations,
            Bandwidth
        );
        int count = first.Length + second.Length;
        return new AuditResult
        {
            Figures =
            [
                MmdDistance.Squared.Of(test.Squared, count),
                MmdDistance.SmallestP.Of(test.PValue, count),
                new Figure
                {
                    Name = "mmd-bandwidth",
                    Value = test.Bandwidth,
                    Unit = "distance",
                    Direction = Direction.None,
                    Count = count,
                },
            ],
        };
    }
}
