using System.Globalization;
using System.Text;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Markdown;

/// <summary>
/// One narrow table per setting, fit for a page of documentation or a paper's draft: what a method leaves, what each attack says, what
/// it costs, and which options it ran with. No times and no machine: the same results give the same text.
/// </summary>
public static class MarkdownSummary
{
    /// <summary>Renders the tables.</summary>
    public static string Render(ReportModel model)
    {
        StringBuilder text = new();
        foreach (SettingReport setting in model.Settings)
        {
            Setting(line => text.Append(line).Append('\n'), setting, TuningLine.Of(model.Results.Tuning));
        }

        return text.ToString();
    }

    private static void Setting(Action<string> line, SettingReport setting, IReadOnlyList<TuningLine> tuning)
    {
        FigureLegend[] columns =
        [
            .. MeasureGroup
                .Of(setting)
                .Take(1)
                .SelectMany(static group => group.Columns)
                .Select(static column => column.Legend),
        ];
        line($"### {MarkdownText.Escape(setting.Title)}");
        line("");
        line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Forget {setting.Source.ForgetPoints} of {setting.Source.TrainPoints} training points; means over {setting.Rows.Max(static row => row.Trials.Count)} seeds with 95 % intervals."
            )
        );
        line("");
        line(
            MarkdownText.Row([
                "method",
                "verdict",
                .. columns.Select(static column => $"{column.Label.ToLowerInvariant()} {column.DirectionSign}"),
                .. setting.Attacks.Select(static attack => MarkdownText.Escape(attack.Name)),
                "speed-up ↑",
                "options",
            ])
        );
        line(
            MarkdownText.Row([
                "---",
                "---",
                .. columns.Select(static _ => "---:"),
                .. setting.Attacks.Select(static _ => "---"),
                "---:",
                "---",
            ])
        );
        foreach (RowReport row in setting.Rows)
        {
            line(
                MarkdownText.Row([
                    MarkdownText.Escape(row.Id) + Failed(row),
                    row.Verdict?.Label ?? "",
                    .. columns.Select(column => Cell(row.Find(column.Name))),
                    .. setting.Attacks.Select(attack => Finding(row, attack)),
                    row.Role == RowRole.Method ? Value(row.Find(CostFigures.SpeedUp)) : "",
                    MarkdownText.Escape(Options(setting, row, tuning)),
                ])
            );
        }

        line("");
    }

    private static string Failed(RowReport row) =>
        row.Failed == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({row.Failed} of {row.Trials.Count} seeds failed)");

    // The gap, and what the attack says of it.
    private static string Finding(RowReport row, AttackReport attack)
    {
        string gap = Cell(row.Find(attack.Judged.Name));
        return row.JudgementOf(attack.Name) is { } judged ? $"{gap} {VerdictText.Label(judged.Finding)}" : gap;
    }

    private static string Options(SettingReport setting, RowReport row, IReadOnlyList<TuningLine> tuning) =>
        tuning.FirstOrDefault(line => line.Row == row.Id && line.Setting == setting.Title) is not { } line ? ""
        : line.IsDefault ? $"defaults: {line.Chosen}"
        : line.Chosen;

    private static string Cell(Figure? figure) =>
        figure is null ? "–"
        : figure.Value is null ? "n/r"
        : MarkdownText.Escape(FigureText.Full(figure));

    private static string Value(Figure? figure) => figure?.Value is null ? "–" : FigureText.Value(figure);
}
