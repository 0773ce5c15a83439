using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>The fold-outs of a setting: what columns mean, every figure of every row, every seed, the options.</summary>
internal static class SettingDetails
{
    public static Html Render(SettingReport setting) =>
        Html.Of($"{Legends(setting)}{AllFigures(setting)}{Seeds(setting)}{Comparisons(setting)}{Options(setting)}");

    private static Html Legends(SettingReport setting) =>
        Html.Of(
            $"""
            <details>
            <summary>What the columns mean</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="Columns">
            <table class="words">
            <thead><tr><th scope="col">Figure</th><th scope="col">Meaning</th><th scope="col">Unit</th><th scope="col">Direction</th></tr></thead>
            <tbody>
            {setting.Figures.Select(static legend => Html.Of(
                $"<tr><th scope=\"row\">{legend.Label}<small><code>{legend.Name}</code></small></th><td class=\"prose\">{legend.Meaning}</td><td>{legend.Unit}</td><td>{legend.DirectionText}</td></tr>\n"
            ))}</tbody>
            </table>
            </div>
            </details>
            """
        );

    private static Html AllFigures(SettingReport setting) =>
        Html.Of(
            $"""
            <details>
            <summary>All figures, means over seeds</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="All figures">
            <table class="wide">
            <thead><tr><th scope="col" class="corner">Row</th>{setting.Figures.Select(static legend => HtmlParts.ColumnHead(legend))}</tr></thead>
            <tbody>
            {setting.Rows.Select(row => Html.Of(
                $"<tr class=\"{OverviewSection.RowClass(row)}\">{HtmlParts.RowHead(row)}{setting.Figures.Select(legend => HtmlParts.Cell(row.Find(legend.Name), label: legend.Label))}</tr>\n"
            ))}</tbody>
            </table>
            </div>
            </details>
            """
        );

    private static Html Seeds(SettingReport setting) =>
        Html.Of(
            $"""
            <details>
            <summary>Every seed</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="Every seed">
            <table class="trials wide">
            <thead><tr><th scope="col" class="corner">Row</th><th scope="col">Seed</th><th scope="col">Status</th>{setting.Figures.Select(
                static legend => HtmlParts.ColumnHead(legend)
            )}</tr></thead>
            <tbody>
            {setting.Rows.SelectMany(row => row.Trials.Select(trial => Trial(setting, row, trial)))}</tbody>
            </table>
            </div>
            </details>
            """
        );

    private static Html Trial(SettingReport setting, RowReport row, TrialReport trial)
    {
        Html status =
            trial.Status == TrialStatus.Completed
                ? Html.Of($"completed")
                : Html.Of($"<span class=\"bad\">failed</span>");
        return Html.Of(
            $"<tr class=\"{OverviewSection.RowClass(row)}\"><th scope=\"row\"><span class=\"name\">{row.Title}</span><small><code>{trial.Id}</code></small></th><td data-label=\"Seed\">{trial.Seed}</td><td data-label=\"Status\">{status}</td>{setting.Figures.Select(legend => HtmlParts.Cell(trial.Find(legend.Name), label: legend.Label))}</tr>\n"
        );
    }

    private static Html Comparisons(SettingReport setting) =>
        setting.Source.Comparisons.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <details>
                <summary>Methods against each other</summary>
                <p>Paired DeLong tests of AUC on the same points and seeds, combined over seeds by Stouffer's rule; Holm's correction over the pairs under one attack.</p>
                <div class="scroll" tabindex="0" role="group" aria-label="Comparisons">
                <table>
                <thead><tr><th scope="col">Attack</th><th scope="col">First</th><th scope="col">Second</th><th scope="col">AUC, first minus second</th><th scope="col">p</th><th scope="col">p after Holm</th></tr></thead>
                <tbody>
                {setting.Source.Comparisons.Select(pair => Html.Of(
                    $"<tr><th scope=\"row\">{setting.TitleOf(pair.Attack)}</th><td>{pair.First}</td><td>{pair.Second}</td><td>{FigureText.Significant(pair.AucDifference)}</td><td>{FigureText.Significant(pair.P)}</td><td>{FigureText.Significant(pair.AdjustedP)}</td></tr>\n"
                ))}</tbody>
                </table>
                </div>
                </details>
                """
            );

    private static Html Options(SettingReport setting) =>
        setting.Methods.Any()
            ? Html.Of(
                $"""
                <details>
                <summary>Options of the methods</summary>
                <div class="scroll" tabindex="0" role="group" aria-label="Options">
                <table class="words">
                <thead><tr><th scope="col">Row</th><th scope="col">Type</th><th scope="col">Options, defaults included</th></tr></thead>
                <tbody>
                {setting.Methods.Select(static row => Html.Of(
                    $"<tr><th scope=\"row\">{row.Id}</th><td>{row.Type}</td><td class=\"prose\"><code>{row.Options}</code></td></tr>\n"
                ))}</tbody>
                </table>
                </div>
                </details>
                """
            )
            : Html.Empty;
}
