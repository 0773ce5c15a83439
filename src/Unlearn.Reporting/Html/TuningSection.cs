using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Html;

/// <summary>What tuning chose, how close it came, and what was not tuned.</summary>
internal static class TuningSection
{
    public static Html Render(ReportModel model) =>
        model.Results.Tuning is not { } tuning
            ? Html.Empty
            : Html.Of(
                $"""
                <section id="tuning">
                <h2>Tuning</h2>
                <p>{TuningLine.Statement(tuning)}</p>
                {TuningLine.Of(tuning).Zip(tuning.Methods).GroupBy(static pair => pair.First.Setting).Select(static (setting, index) =>
                    Html.Of($"{Table(setting.Key, setting.Select(static pair => pair.First))}{Chart(index, [.. setting.Select(static pair => pair.Second)])}")
                )}
                {Untuned(tuning.Untuned)}
                </section>
                """
            );

    private static Html Table(string setting, IEnumerable<TuningLine> lines) =>
        Html.Of(
            $"""
            <h3>{setting}</h3>
            <div class="scroll" tabindex="0" role="group" aria-label="Search">
            <table>
            <thead><tr><th scope="col" class="corner">Method</th><th scope="col">Chosen</th><th scope="col">Objective <span class="way" role="img" aria-label="lower is better">↓</span></th><th scope="col">With defaults</th><th scope="col">Doing nothing</th><th scope="col">Yardstick</th><th scope="col">Candidates</th></tr></thead>
            <tbody>
            {lines.Select(Line)}</tbody>
            </table>
            </div>
            """
        );

    private static Html Line(TuningLine line) =>
        Html.Of(
            $"<tr><th scope=\"row\"><span class=\"name\">{line.Row}</span></th><td class=\"prose\" title=\"{line.Space}\">{(line.IsDefault ? "as written: " : "")}{line.Chosen}{Note(line)}</td>{Cell(line.Objective)}{Cell(line.Defaults)}{(line.Unmoved is { } unmoved ? HtmlParts.Cell(unmoved) : Html.Of($"<td></td>"))}{Cell(line.Yardstick)}<td>{HtmlParts.Whole(line.Candidates)}{Failed(line.Failed)}</td></tr>\n"
        );

    private static Html Note(TuningLine line) =>
        line.Helped || line.Objective is null
            ? Html.Empty
            : Html.Of($"<small class=\"bad\">{TuningLine.NothingHelped}</small>");

    private static Html Chart(int index, IReadOnlyList<TunedMethodResult> methods) =>
        TuningChart.Render(string.Create(CultureInfo.InvariantCulture, $"tuning-{index}"), methods) is { } chart
            ? Html.Of(
                $"<figure>{new Html(chart)}<figcaption>Every candidate by its objective; the triangle was chosen. The tick is the model before the request, the dashed line another retrained model.</figcaption></figure>"
            )
            : Html.Empty;

    private static Html Cell(Figure? objective) =>
        objective is null ? Html.Of($"<td class=\"none\">failed</td>") : HtmlParts.Cell(objective);

    private static Html Failed(int failed) =>
        failed == 0 ? Html.Empty : Html.Of($"<small class=\"bad\">{failed} failed</small>");

    private static Html Untuned(IReadOnlyDictionary<string, string> untuned) =>
        untuned.Count == 0
            ? Html.Empty
            : Html.Of(
                $"<p>Not tuned: {string.Join("; ", untuned.Select(static pair => $"{pair.Key} ({pair.Value})"))}.</p>"
            );
}
