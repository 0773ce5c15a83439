using System.Globalization;
using Unlearn.Core;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>All runs of a folder on one page, with their verdicts.</summary>
public static class RunIndex
{
    /// <summary>The page's file name.</summary>
    public const string FileName = "index.html";

    private const int DigestDigits = 12;

    /// <summary>Renders the page.</summary>
    /// <param name="folder">The folder's name.</param>
    /// <param name="runs">Its runs, the latest first.</param>
    public static string Render(string folder, IReadOnlyList<IndexedRun> runs) =>
        VisibleText.Escape(
            Page.Render(
                $"{folder} · unlearning runs",
                script: true,
                Html.Of(
                    $"""
                    <header>
                    <p class="eyebrow">Unlearning runs</p>
                    <h1>{folder}</h1>
                    <p class="lead">{Count(runs)}</p>
                    </header>
                    <main>
                    <section id="runs">
                    <h2>Runs</h2>
                    <div class="scroll" tabindex="0" role="group" aria-label="Runs">
                    <table class="words index">
                    <thead><tr><th scope="col" class="corner">Run</th><th scope="col">Started</th><th scope="col">Experiment</th><th scope="col">Verdicts</th><th scope="col">Expectations</th><th scope="col">Results</th></tr></thead>
                    <tbody>
                    {runs.Select(Line)}</tbody>
                    </table>
                    </div>
                    </section>
                    </main>
                    """
                )
            )
        );

    private static string Count(IReadOnlyList<IndexedRun> runs)
    {
        int ended = runs.Count(static run => run.Results is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}, {ended} with results, the latest first."
        );
    }

    private static Html Line(IndexedRun run)
    {
        Html name = run.HasPage
            ? Html.Of($"<a href=\"{Uri.EscapeDataString(run.Name)}/report.html\">{run.Name}</a>")
            : Html.Of($"{run.Name}");
        string started = run.Started?.ToString("u", CultureInfo.InvariantCulture) ?? "–";
        return Html.Of(
            $"<tr class=\"method\"><th scope=\"row\"><span class=\"name\">{name}</span><small>{run.State}</small></th><td>{started}</td><td class=\"prose\">{run.Results?.Experiment ?? "–"}<small>{run.Results?.Description}</small></td><td class=\"prose\">{Verdicts(run.Results)}</td><td>{Expectations(run.Results)}</td><td><code>{(run.Digest is { } digest ? digest[..Math.Min(DigestDigits, digest.Length)] : "–")}</code></td></tr>\n"
        );
    }

    private static Html Verdicts(ExperimentResults? results) =>
        results is null
            ? Html.Of($"<span class=\"none\">–</span>")
            : Html.Join(results.Settings.Select(setting => Verdicts(setting, results.Settings.Count > 1)));

    private static Html Verdicts(SettingResult setting, bool named)
    {
        HashSet<string> methods =
        [
            .. setting.Rows.Where(static row => row.Role == RowRole.Method).Select(static row => row.Id),
        ];
        Html name = named
            ? Html.Of($"<small>{setting.Dataset} / {setting.Model} / {setting.Scenario}</small>")
            : Html.Empty;
        return Html.Of(
            $"<div>{name}{setting.Verdicts.Where(verdict => methods.Contains(verdict.Row)).Select(static verdict => Html.Of($"<span class=\"pair\">{verdict.Row} {HtmlParts.Chip(verdict)}</span> "))}</div>"
        );
    }

    private static string Expectations(ExperimentResults? results) =>
        results is not { Expectations.Count: > 0 }
            ? "–"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Expectations.Count(static one => one.Holds)} of {results.Expectations.Count} hold"
            );
}
