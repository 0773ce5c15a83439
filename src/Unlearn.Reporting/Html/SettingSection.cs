using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Html;

/// <summary>One dataset, model and scenario: main table, charts, verdicts in words, and every number in fold-outs.</summary>
internal static class SettingSection
{
    private static readonly FigureKind[] Costs = [TimeFigures.Seconds, .. CostFigures.Kinds];

    public static Html Render(SettingReport setting) =>
        Html.Of(
            $"""
            <section id="setting-{setting.Number}" class="setting">
            <h2><span class="part">{setting.Source.Dataset}</span> / <span class="part">{setting.Source.Model}</span> / <span class="part">{setting.Source.Scenario}</span></h2>
            <p>Forget {HtmlParts.Whole(setting.Source.ForgetPoints)} of {HtmlParts.Whole(
                setting.Source.TrainPoints
            )} training points; tested on {HtmlParts.Whole(
                setting.Source.TestPoints
            )} points. Means over seeds, 95 % intervals under them.</p>
            {Note(setting)}{MainTable(setting)}
            {SampleSection.Render(setting)}{Charts(setting)}{StreamSection.Render(setting)}
            {VerdictTable(setting)}
            {SettingDetails.Render(setting)}
            </section>

            """
        );

    private static Html Note(SettingReport setting) =>
        OriginalNote.Of(setting) is { } note
            ? Html.Of($"<p class=\"note\"><strong>Weights from a file.</strong> {note}</p>\n")
            : Html.Empty;

    private static Html MainTable(SettingReport setting)
    {
        IReadOnlyList<MeasureGroup> measures = MeasureGroup.Of(setting);
        FigureLegend[] costs = [.. Costs.Select(setting.Legend).OfType<FigureLegend>()];
        FigureLegend[] promised = [.. CertificateFigures.Kinds.Select(setting.Legend).OfType<FigureLegend>()];
        Html Group(int columns, string label) =>
            columns == 0
                ? Html.Empty
                : Html.Of($"<th colspan=\"{columns}\" scope=\"colgroup\" class=\"group\">{label}</th>");

        return Html.Of(
            $"""
            <div class="scroll" tabindex="0" role="group" aria-label="Results">
            <table class="main wide" aria-describedby="reading-{setting.Number}">
            <thead>
            <tr><th rowspan="2" scope="col" class="corner">Row</th><th rowspan="2" scope="col">Verdict</th>{measures.Select(group =>
                Group(group.Columns.Count, group.Title)
            )}{setting.Attacks.Select(attack => Group(attack.Columns.Count, $"Attack: {attack.Title}"))}{Group(
                costs.Length,
                "Cost of the request"
            )}{Group(promised.Length, "Guarantee")}</tr>
            <tr>{measures.SelectMany(static group => group.Columns).Select(static column =>
                HtmlParts.ColumnHead(column.Legend, column.Head)
            )}{setting.Attacks.Select(AttackHeads)}{costs.Concat(promised).Select(static legend => HtmlParts.ColumnHead(legend))}</tr>
            </thead>
            <tbody>
            {setting.Rows.Select(row => Row(setting, row, [.. measures.SelectMany(static group => group.Columns)], [.. costs, .. promised]))}</tbody>
            </table>
            </div>
            <p class="reading" id="reading-{setting.Number}">Original, reference and null are yardsticks: the model before forgetting, retraining without the points, and retraining measured against retraining with other seeds{OwnNulls(setting)}. A gap is the distance to the reference of the same seed. ↑ higher, ↓ lower, ≈ closer to the reference is better. Rates end at 0 and 1, and so do their intervals here. A wide table scrolls sideways.</p>
            """
        );
    }

    /// <summary>Ensembles bring null rows of their own; no reader should have to guess what they are.</summary>
    private static string OwnNulls(SettingReport setting)
    {
        string[] own =
        [
            .. setting
                .Rows.Where(static row => row is { Role: RowRole.Null, Kind.Length: > 0 })
                .Select(static row => row.Title),
        ];
        return own.Length == 0
            ? ""
            : $"; an ensemble has a null row of its own, itself with other seeds ({string.Join(", ", own)})";
    }

    private static Html AttackHeads(AttackReport attack) =>
        Html.Join(attack.Columns.Select(static legend => HtmlParts.ColumnHead(legend, legend.ShortLabel)));

    private static Html Row(SettingReport setting, RowReport row, MeasureColumn[] measures, FigureLegend[] costs)
    {
        Html Attack(AttackReport attack) =>
            Html.Join(
                attack.Columns.Select(
                    (legend, index) =>
                        HtmlParts.Cell(
                            row.Find(legend.Name),
                            under: index > 0 ? Html.Empty
                                : row.Role == RowRole.Null ? Html.Of($"<small>the level to match</small>")
                                : HtmlParts.Chip(row.JudgementOf(attack.Name)),
                            label: legend.Label
                        )
                )
            );

        return Html.Of(
            $"<tr class=\"{OverviewSection.RowClass(row)}\">{HtmlParts.RowHead(row)}<td data-label=\"Verdict\">{HtmlParts.Chip(row.Verdict)}</td>{measures.Select(column => HtmlParts.Cell(row.Find(column.Legend.Name), column.Gap is { } gap ? row.Find(gap) : null, label: column.Legend.Label))}{setting.Attacks.Select(Attack)}{costs.Select(legend => HtmlParts.Cell(row.Find(legend.Name), label: legend.Label))}</tr>\n"
        );
    }

    private static Html VerdictTable(SettingReport setting)
    {
        (RowReport Row, Judgement Judged)[] lines =
        [
            .. setting.Rows.SelectMany(static row => (row.Verdict?.Evidence ?? []).Select(judged => (row, judged))),
        ];
        return lines.Length == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <details open="open">
                <summary>Evidence in words, the worst first</summary>
                <div class="scroll" tabindex="0" role="group" aria-label="Evidence">
                <table class="words">
                <thead><tr><th scope="col">Row</th><th scope="col">Figure</th><th scope="col">Finding</th><th scope="col">Because</th></tr></thead>
                <tbody>
                {lines.Select(line => Html.Of(
                    $"<tr class=\"{OverviewSection.RowClass(line.Row)}\"><th scope=\"row\">{line.Row.Title}</th><td>{setting.Legend(line.Judged.Figure)?.Label ?? line.Judged.Figure}</td><td>{HtmlParts.Chip(line.Judged)}</td><td class=\"prose\">{line.Judged.Sentence}</td></tr>\n"
                ))}</tbody>
                </table>
                </div>
                </details>
                """
            );
    }

    private static Html Charts(SettingReport setting)
    {
        IReadOnlyList<ReportFigure> figures = SettingCharts.Of(setting);
        return figures.Count == 0
            ? Html.Empty
            : Html.Of(
                $"<div class=\"key\" aria-hidden=\"true\"><span class=\"mark yard\">■</span> yardstick <span class=\"mark exact\">●</span> exact <span class=\"mark certified\">◆</span> certified <span class=\"mark approximate\">▲</span> approximate <span class=\"mark approximate\">✕</span> broken</div><div class=\"charts\">\n{figures.Select(HtmlParts.Figure)}</div>"
            );
    }
}
