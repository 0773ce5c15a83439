using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Charts;

/// <summary>Charts of the curves that attacks draw of their own work.</summary>
internal static class AttackLineCharts
{
    /// <summary>Draws all that the setting has.</summary>
    public static IEnumerable<ReportFigure> Of(SettingReport setting, string id)
    {
        for (int index = 0; index < setting.Attacks.Count; index++)
        {
            AttackReport attack = setting.Attacks[index];
            foreach (CurveKind kind in Enum.GetValues<CurveKind>())
            {
                string name = FormattableString.Invariant($"{id}-{Name(kind)}-{index}");
                if (Draw(setting, attack, kind, name) is { } svg)
                {
                    yield return new ReportFigure(name, svg, Caption(attack, kind));
                }
            }
        }
    }

    private static string? Draw(SettingReport setting, AttackReport attack, CurveKind kind, string name)
    {
        bool isRate = kind != CurveKind.ByShadows || attack.Headline.Kind.Scale == FigureScale.Rate;
        ChartSeries[] lines =
        [
            .. from row in setting.Rows
            where row.Role != RowRole.Null
            let line = setting.Curves?.Lines.FirstOrDefault(one =>
                one.Attack == attack.Name && one.Row == row.Id && one.Kind == kind
            )
            where line is not null
            select new ChartSeries(
                UtilityChart.Name(row),
                row.Kind,
                line.Across,
                line.Up,
                Possible(line.Lower, isRate),
                Possible(line.Higher, isRate)
            ),
        ];
        return kind switch
        {
            CurveKind.Relearning => LineChart.Render(
                name,
                $"{attack.Title}: accuracy on forgotten points while they are learned again",
                "steps or passes of training on",
                "accuracy on forgotten points",
                lines
            ),
            CurveKind.AccuracyByPoint => LineChart.Render(
                name,
                $"{attack.Title}: accuracy point by point",
                "share of the forgotten points, ordered",
                "accuracy on one point",
                lines,
                rule: 0.5
            ),
            CurveKind.ByShadows => LineChart.Render(
                name,
                $"{attack.Title}: {attack.Headline.ShortLabel} by number of shadow models",
                "shadow models",
                attack.Headline.ShortLabel,
                lines,
                doubling: true,
                rule: attack.Headline.Kind.Name == ScoreFigures.Auc.Name ? 0.5 : null
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown curve."),
        };
    }

    // Student's intervals know no ends; rates have them.
    private static IReadOnlyList<double> Possible(IReadOnlyList<double> ends, bool isRate) =>
        isRate ? [.. ends.Select(static end => Math.Clamp(end, 0, 1))] : ends;

    private static string Name(CurveKind kind) =>
        kind switch
        {
            CurveKind.Relearning => "relearning",
            CurveKind.AccuracyByPoint => "points",
            _ => "shadows",
        };

    private static string Caption(AttackReport attack, CurveKind kind) =>
        kind switch
        {
            CurveKind.Relearning =>
                $"{attack.Title}: how fast each model learns the forgotten points again. One that is back before the retrained one still held them. Where training on ends when both are back, the last value is held.",
            CurveKind.AccuracyByPoint =>
                $"{attack.Title}, point by point: in how many of the cases one forgotten point tells an unlearned model from a retrained one, points in the order of it. At one half (dashed) nobody can; a mean near it may hide a few points that give everything away, on the right.",
            _ =>
                $"{attack.Title} with fewer of its shadow models. Where lines still move on the right, more models would find more.",
        };
}
