using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Verdicts;

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
            {Work(model)}<div><dt>This run</dt><dd>{FigureText.Significant(model.TotalSeconds)} s</dd></div>
            </dl>
            """
        );
    }

    // A run that finds models in the store ends at once; what its results cost is another number.
    private static Html Work(ReportModel model) =>
        model.ModelSeconds is { } seconds
            ? Html.Of(
                $"<div><dt>Making all models</dt><dd>{FigureText.Significant(seconds)} s of one worker</dd></div>\n"
            )
            : Html.Empty;

    /// <summary>The answer: one sentence per method, then verdict, use, cost and bound of every row.</summary>
    public static Html Answers(ReportModel model)
    {
        (SettingReport Setting, RowReport Row)[] lines =
        [
            .. model.Settings.SelectMany(static setting =>
                setting.Rows.Where(static row => row.Verdict is not null).Select(row => (setting, row))
            ),
        ];
        return Html.Of(
            $"""
            <section id="answer">
            <h2>The answer</h2>
            <p>Is what was to be forgotten gone, and is the model still of use? {Counts(model)}</p>
            {model.Settings.Select(Sentences)}
            <div class="scroll" tabindex="0" role="group" aria-label="Verdicts">
            <table class="words glance">
            <thead>
            <tr><th scope="col">Setting</th><th scope="col" class="corner">Row</th><th scope="col">Verdict</th><th scope="col">Usable</th><th scope="col">Cheaper than retraining</th><th scope="col">At most possible</th><th scope="col">Because</th></tr>
            </thead>
            <tbody>
            {lines.Select(static line => Line(line.Setting, line.Row))}</tbody>
            </table>
            </div>
            {VerdictText.Legend(model.Results.Margins).Select(static line => Html.Of($"<p class=\"reading\">{line}</p>\n"))}
            <details class="rule"><summary>How verdicts are reached, and how far they carry</summary><p>{VerdictText.Statement(
                model.Results.Margins
            )}</p></details>
            </section>
            <section id="distrust">
            <h2>What to distrust</h2>
            <ul>
            {Distrust.Of(model).Select(static sentence => Html.Of($"<li>{sentence}</li>\n"))}</ul>
            </section>
            """
        );
    }

    private static Html Sentences(SettingReport setting)
    {
        IReadOnlyList<Answer> answers = Answer.Of(setting);
        return answers.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <h3><a href="#setting-{setting.Number}">{setting.Title}</a></h3>
                <ul class="answers">
                {answers.Select(static answer => Html.Of(
                    $"<li><strong>{answer.Row.Title}: {answer.Word}.</strong> {answer.Sentence}</li>\n"
                ))}</ul>

                """
            );
    }

    private static Html Line(SettingReport setting, RowReport row)
    {
        Answer answer = new(setting, row);
        (double? own, double? reference) = answer.Accuracy;
        Html usable = own is { } accuracy
            ? Html.Of(
                $"<td data-label=\"usable\">{(answer.Usable ? "yes" : "no")}<small>{answer.AccuracyLabel.ToLowerInvariant()} {accuracy:0.000}{(reference is { } retrained ? string.Create(CultureInfo.InvariantCulture, $", retrained {retrained:0.000}") : "")}</small></td>"
            )
            : Html.Of($"<td data-label=\"usable\">{(answer.Usable ? "yes" : "no")}</td>");
        Html bound = answer.Bound is var (figure, most)
            ? Html.Of($"<td data-label=\"at most possible\">{FigureText.Significant(most)}<small>{figure}</small></td>")
            : Html.Of($"<td class=\"none\" data-label=\"at most possible\">–</td>");
        return Html.Of(
            $"<tr class=\"{RowClass(row)}\"><td><a href=\"#setting-{setting.Number}\">{setting.Title}</a></td>{HtmlParts.RowHead(row with { Trials = [] })}<td>{HtmlParts.Chip(row.Verdict)}</td>{usable}<td data-label=\"cheaper than retraining\">{(answer.SpeedUp is { } faster ? FigureText.Significant(faster) + "×" : "–")}</td>{bound}<td class=\"prose\">{row.Verdict?.Sentence}{Wanted(row)}</td></tr>\n"
        );
    }

    private static Html Wanted(RowReport row) =>
        row.Verdict?.WouldDecide is { } what ? Html.Of($" <small>Would decide: {what}.</small>") : Html.Empty;

    /// <summary>Yardsticks stand apart from methods.</summary>
    internal static string RowClass(RowReport row) => row.Role == RowRole.Method ? "method" : "yardstick";

    private static string Counts(ReportModel model)
    {
        Verdict[] verdicts =
        [
            .. model
                .Settings.SelectMany(static setting => setting.Methods)
                .Select(static row => row.Verdict?.Verdict)
                .OfType<Verdict>(),
        ];
        string counts = string.Join(
            ", ",
            verdicts
                .GroupBy(static verdict => verdict)
                .OrderBy(static group => group.Key)
                .Select(static group =>
                    string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {VerdictText.Label(group.Key)}")
                )
        );
        return verdicts.Length == 0 ? "No method was judged." : $"Methods: {counts}.";
    }
}
