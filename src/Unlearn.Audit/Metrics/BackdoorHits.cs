using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Statistics;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// The test whether planted backdoors were deleted, from counts of hits (Sommer et al. 2022, Athena), one row per user. "Deleted"
/// is accepted when hits are at most t, the smallest with Binomial-CDF(t) of at least 1 - alpha.
/// </summary>
[AuditMetric("backdoor-test")]
internal sealed record BackdoorHits : IAuditMetric
{
    /// <summary>Largest type I error.</summary>
    [Range(1e-12, 0.5)]
    public double Alpha { get; init; } = 1e-3;

    /// <summary>Hit rate of a deleted backdoor, about 1/classes.</summary>
    [Range(0.0, 1.0)]
    public double DeletedRate { get; init; } = 0.1;

    /// <summary>Hit rate of a kept backdoor.</summary>
    [Range(0.0, 1.0)]
    public double KeptRate { get; init; } = 0.9;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } = [ArrayNeed.Of("hits", "rows"), ArrayNeed.Of("queries", "rows")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        int rows = arrays.All.Max(static array => array.Values.Length);
        int[] hits = arrays.Counts("hits", rows);
        int[] queries = arrays.Counts("queries", rows);
        return new AuditResult { Rows = [.. hits.Select((h, i) => Row(i, h, queries[i]))] };
    }

    private AuditRow Row(int row, int hits, int queries)
    {
        if (hits > queries)
        {
            throw new InputException($"Row {row}: {hits} hits of {queries} queries are impossible.");
        }

        var test = BackdoorTest.Design(queries, DeletedRate, KeptRate, Alpha);
        return AuditRow.Of(
            row.ToString(CultureInfo.InvariantCulture),
            ("hits", hits),
            ("queries", queries),
            (Backdoor.Threshold.Name, test.Threshold),
            (Backdoor.Deleted.Name, hits <= test.Threshold ? 1 : 0),
            (Backdoor.PValue.Name, BinomialDistribution.UpperTail(hits, queries, DeletedRate)),
            (Backdoor.TypeOne.Name, test.TypeOne),
            (Backdoor.TypeTwo.Name, test.TypeTwo),
            (Backdoor.Confidence.Name, test.DeletionConfidence)
        );
    }
}
