using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Lower bounds on epsilon from counts of one-run audits (Steinke, Nasr, Jagielski 2023): m canaries, r guesses, v right, a
/// row each.
/// </summary>
[AuditMetric("one-run-counts")]
internal sealed record OneRunCounts : IAuditMetric
{
    /// <summary>delta, where the file has none.</summary>
    [Range(0.0, 0.5)]
    public double Delta { get; init; } = 1e-5;

    /// <summary>Significance level, where the file has no <c>p</c>.</summary>
    [Range(1e-12, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>The epsilon whose p-value is printed beside the bound.</summary>
    [Range(0.0, 1000.0)]
    public double Epsilon { get; init; } = 1;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of("m", "rows: canaries"),
        ArrayNeed.Of("r", "rows: guesses"),
        ArrayNeed.Of("v", "rows: right guesses"),
        ArrayNeed.Optional("delta", "rows"),
        ArrayNeed.Optional("p", "rows: significance level"),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        int rows = arrays.All.Max(static array => array.Values.Length);
        int[] canaries = arrays.Counts("m", rows);
        int[] guesses = arrays.Counts("r", rows);
        int[] right = arrays.Counts("v", rows);
        double[] deltas = arrays.Has("delta") ? arrays.Column("delta", rows) : [.. Enumerable.Repeat(Delta, rows)];
        double[] levels = arrays.Has("p") ? arrays.Column("p", rows) : [.. Enumerable.Repeat(Alpha, rows)];
        return new AuditResult
        {
            Rows =
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(i =>
                        AuditRow.Of(
                            i.ToString(CultureInfo.InvariantCulture),
                            ("m", canaries[i]),
                            ("r", guesses[i]),
                            ("v", right[i]),
                            ("delta", deltas[i]),
                            ("p", levels[i]),
                            (
                                OneRun.Lower.Name,
                                OneRunAudit.EpsilonLower(canaries[i], guesses[i], right[i], deltas[i], levels[i])
                            ),
                            (
                                "p-value-at-epsilon",
                                OneRunAudit.PValue(canaries[i], guesses[i], right[i], Epsilon, deltas[i])
                            )
                        )
                    ),
            ],
            Notes = ["epsilon in nats"],
        };
    }
}
