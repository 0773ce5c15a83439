using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// DeLong's paired tests between the AUCs of several attacks or methods on the same points (DeLong et al. 1988), with Holm's
/// correction over all pairs.
/// </summary>
[AuditMetric(DeLong.Method)]
internal sealed record DeLongComparison : IAuditMetric
{
    private const string Prefix = "scores_";

    /// <summary>Coverage of the intervals.</summary>
    [Range(0.5, 0.9999)]
    public double Level { get; init; } = 0.95;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of(EvidenceArray.Scores("scores", "methods x points", "scores_*")),
        ArrayNeed.Of(EvidenceArray.Members(AuditInputs.Members, "points")),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        var scores = new List<(string Name, double[] Scores)>();
        if (arrays.Has("scores"))
        {
            scores.AddRange(
                arrays
                    .Rows("scores", listIsRow: true)
                    .Select((row, i) => (i.ToString(CultureInfo.InvariantCulture), row))
            );
        }

        scores.AddRange(
            arrays
                .All.Where(static array => array.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(array => (array.Name[Prefix.Length..], arrays.Vector(array.Name)))
        );
        if (scores.Count < 2 || scores.Any(other => other.Scores.Length != scores[0].Scores.Length))
        {
            throw new InputException(
                $"Comparisons need at least two methods on the same points; there are "
                    + $"{string.Join(", ", scores.Select(static s => $"'{s.Name}' with {s.Scores.Length} points"))}."
            );
        }

        bool[] members = arrays.Members(AuditInputs.Members, scores[0].Scores.Length);
        var pairs =
            from first in Enumerable.Range(0, scores.Count)
            from second in Enumerable.Range(first + 1, scores.Count - first - 1)
            select (
                Name: $"{scores[first].Name} - {scores[second].Name}",
                Test: DeLong.Compare(scores[first].Scores, scores[second].Scores, members)
            );
        (string Name, AucComparison Test)[] tests = [.. pairs];
        double[] adjusted = Holm.Adjust([.. tests.Select(static pair => pair.Test.PValue)]);
        return new AuditResult
        {
            Figures =
            [
                .. scores.Select(method =>
                {
                    AucEstimate estimate = DeLong.Estimate(method.Scores, members, Level);
                    return new Figure
                    {
                        Name = $"auc-{method.Name}",
                        Value = estimate.Auc,
                        Interval = estimate.Interval,
                        Count = members.Length,
                    };
                }),
            ],
            Rows =
            [
                .. tests.Select(
                    (pair, i) =>
                        AuditRow.Of(
                            pair.Name,
                            ("auc-first", pair.Test.First),
                            ("auc-second", pair.Test.Second),
                            ("difference", pair.Test.First - pair.Test.Second),
                            ("standard-error", pair.Test.StandardError),
                            ("z", pair.Test.Z),
                            ("p", pair.Test.PValue),
                            ("p-holm", adjusted[i])
                        )
                ),
            ],
        };
    }
}
