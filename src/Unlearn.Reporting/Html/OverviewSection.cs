using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Verdicts;

namespace Unlearn.Reporting.Html;

/// <summary>The head of the page, and all verdicts in one table.</summary>
internal static class OverviewSection
{
    /// <summary>Title, question, and the facts of the run.</summary>
    public static Html Head(ReportModel model)
    {
        int failed = model.Failed.Count();
        Html failures =
            failed == 0 ? Html.Of($"all completed") : Html.Of($"<a class=\"bad\" href=\"#failed\">{failed} failed</a>");
        return Html.Of(
            $"""
            <p class="eyebrow">Unlearning report</p>
            <h1>{model.Results.Experiment}</h1>
            <p class="lead">{model.Results.Description}</p>
            <dl class="facts">
            <div><dt>Data</dt><dd>{string.Join(
                ", ",
                model.Results.Datasets.Select(static data => data.Name)
            )}</dd></div>
            <div><dt>Settings</dt><dd>{model.Settings.Count}</dd></div>
            <div><dt>Seeds</dt><dd>{model.SeedCount}</dd></div>
            <div><dt>Trials</dt><dd>{HtmlParts.Whole(model.TrialCount)}, {failures}</dd></div>
            <div><dt>Models for verification</dt><dd>{HtmlParts.Whole(model.Results.VerificationModels)}</dd></div>
            <div><dt>Wall time</dt><dd>{FigureText.Significant(model.TotalSeconds)} s</dd></div>
            </dl>
            """
        );
    }

    /// <summary>Verdicts of every row, setting and attack.</summary>
    public static Html Glance(ReportModel model)
    {
        (SettingReport Setting, AttackReport Attack)[] columns =
        [
            .. model.Settings.SelectMany(static setting => setting.Attacks.Select(attack => (setting, attack))),
        ];
        RowReport[] rows =
        [
            .. model
                .Settings.SelectMany(static setting => setting.Rows)
                .Where(static row => row.Role != RowRole.Null)
                .DistinctBy(static row => (row.Role, row.Id)),
        ];
        if (columns.Length == 0)
        {
            return Html.Of(
                $"<section id=\"glance\"><h2>At a glance</h2><p>This experiment runs no attacks, so there are no verdicts.</p></section>"
            );
        }

        return Html.Of(
            $"""
            <section id="glance">
            <h2>At a glance</h2>
            <p>Can an attacker tell the forgotten points from points never seen, better or worse than after retraining? {Counts(model)}</p>
            <div class="scroll">
            <table class="glance">
            <thead>
            <tr><th rowspan="2" scope="col" class="corner">Row</th>{model.Settings.Where(static setting => setting.Attacks.Count > 0).Select(setting => Html.Of(
                $"<th colspan=\"{setting.Attacks.Count}\" scope=\"colgroup\" class=\"group\"><a href=\"#setting-{setting.Number}\">{setting.Title}</a></th>"
            ))}</tr>
            <tr>{columns.Select(static column => Html.Of($"<th scope=\"col\">{column.Attack.Title}</th>"))}</tr>
            </thead>
            <tbody>
            {rows.Select(row => Row(row, columns))}</tbody>
            </table>
            </div>
            <details class="rule"><summary>How verdicts are reached, and how far they carry</summary><p>{VerdictRule.Statement}</p></details>
            </section>
            """
        );
    }

    private static Html Row(RowReport row, (SettingReport Setting, AttackReport Attack)[] columns) =>
        Html.Of(
            $"<tr class=\"{RowClass(row)}\">{HtmlParts.RowHead(row with { Trials = [] })}{columns.Select(column => Html.Of(
                $"<td>{HtmlParts.Chip(Find(column.Setting, row)?.VerdictOf(column.Attack.Name))}</td>"
            ))}</tr>\n"
        );

    private static RowReport? Find(SettingReport setting, RowReport like) =>
        setting.Rows.FirstOrDefault(row => row.Role == like.Role && row.Id == like.Id);

    /// <summary>Yardsticks stand apart from methods.</summary>
    internal static string RowClass(RowReport row) => row.Role == RowRole.Method ? "method" : "yardstick";

    private static string Counts(ReportModel model)
    {
        Verdict[] verdicts =
        [
            .. model
                .Settings.SelectMany(static setting => setting.Methods)
                .SelectMany(static row => row.Verdicts)
                .Select(static verdict => verdict.Verdict),
        ];
        int Of(Verdict verdict) => verdicts.Count(other => other == verdict);
        return FormattableString.Invariant(
            $"Of {verdicts.Length} comparisons of methods, {Of(Verdict.Indistinguishable)} found no difference, {Of(Verdict.UnderForgetting)} found traces left, {Of(Verdict.OverForgetting)} found points that stand out as strange, {Of(Verdict.Undecided)} are undecided."
        );
    }
}
