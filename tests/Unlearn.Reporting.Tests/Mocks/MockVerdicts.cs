using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>Verdicts on invented rows, by the real rules.</summary>
internal static class MockVerdicts
{
    private static readonly (string Attack, string Title)[] Attacks =
    [
        ("loss-threshold", "Loss threshold"),
        ("lira", "LiRA"),
    ];

    public static IReadOnlyList<RowVerdict> Of(IReadOnlyList<RowResult> rows) =>
        [
            .. rows.Where(static row => row.Role is RowRole.Original or RowRole.Method)
                .Select(row =>
                    VerdictRule.Judge(
                        new RowEvidence
                        {
                            Row = row.Id,
                            Promise = row.Kind == "exact" ? Promise.Exact : Promise.Nothing,
                            Forgetting = [.. Attacks.Select(attack => Attack(attack.Attack, attack.Title, row, rows))],
                            Utility = [Seen("test-accuracy-gap", TrialFigures.TestAccuracyGap, row, rows)],
                        },
                        new VerdictMargins()
                    )
                ),
        ];

    private static Observation Attack(string attack, string title, RowResult row, IReadOnlyList<RowResult> rows) =>
        Seen(
            LegendEntry.NameOf(attack, AttackFigures.AucGap),
            AttackFigures.AucGap with
            {
                Margin = MarginKind.Auc,
            },
            row,
            rows
        ) with
        {
            Attack = attack,
            Title = $"{title} AUC",
        };

    private static Observation Seen(string figure, FigureKind kind, RowResult row, IReadOnlyList<RowResult> rows) =>
        new()
        {
            Figure = figure,
            Title = kind.Label,
            Kind = kind,
            Gaps = Values(row, figure),
            NullGaps = Values(rows.Single(static other => other.Role == RowRole.Null), figure),
            OriginalGaps = Values(rows.Single(static other => other.Role == RowRole.Original), figure),
        };

    private static double[] Values(RowResult row, string figure) =>
        [
            .. row
                .Trials.Select(trial => trial.Figures.FirstOrDefault(found => found.Name == figure)?.Value)
                .OfType<double>(),
        ];
}
