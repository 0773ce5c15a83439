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
                {TuningLine.Of(tuning).GroupBy(static line => line.Setting).Select(static setting =>
                    Table(setting.Key, setting)
                )}
                {Untuned(tuning.Untuned)}
                </section>
                """
            );

    private static Html Table(string setting, IEnumerable<TuningLine> lines) =>
        Html.Of(
            $"""
            <h3>{setting}</h3>
            <div class="scroll">
            <table>
            <thead><tr><th scope="col" class="corner">Method</th><th scope="col">Chosen</th><th scope="col">Objective <span class="way" aria-label="lower is better">↓</span></th><th scope="col">With defaults</th><th scope="col">Yardstick</th><th scope="col">Candidates</th></tr></thead>
            <tbody>
            {lines.Select(Line)}</tbody>
            </table>
            </div>
            """
        );

    private static Html Line(TuningLine line) =>
        Html.Of(
            $"<tr><th scope=\"row\"><span class=\"name\">{line.Row}</span></th><td class=\"prose\" title=\"{line.Space}\">{(line.IsDefault ? "as written: " : "")}{line.Chosen}</td>{Cell(line.Objective)}{Cell(line.Defaults)}{Cell(line.Yardstick)}<td>{HtmlParts.Whole(line.Candidates)}{Failed(line.Failed)}</td></tr>\n"
        );

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
