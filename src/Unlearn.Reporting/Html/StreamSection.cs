using Unlearn.Engine.Evaluation;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>A stream of deletion requests: cost of the answers, accuracy over time, and every answer in a fold-out.</summary>
internal static class StreamSection
{
    public static Html Render(SettingReport setting)
    {
        IReadOnlyList<StreamReport> rows = StreamReport.Of(setting.Source);
        if (rows.Count == 0)
        {
            return Html.Empty;
        }

        string test = setting.LabelOf(TrialFigures.TestAccuracy);
        string id = FormattableString.Invariant($"s{setting.Number}-stream");
        return Html.Of(
            $"""
            <h3>The stream of requests</h3>
            <p>Each answer starts from the model that the one before has left. The speed-up compares with retraining after every answer; attacks look at the model after the last.</p>
            {Costs(rows, test)}
            <div class="charts">
            {Figure(
                StreamChart.Render($"{id}-accuracy", rows, test.ToLowerInvariant(), static step => step.TestAccuracy, running: false),
                $"{test} after each answer, means over seeds."
            )}{Figure(
                StreamChart.Render($"{id}-forget", rows, "accuracy on what is forgotten", static step => step.ForgetAccuracy, running: false),
                "Accuracy on all points that were forgotten so far."
            )}{Figure(
                StreamChart.Render($"{id}-cost", rows, "gradients so far", static step => step.Gradients, running: true),
                "Single-point gradients of all answers so far."
            )}</div>
            {Answers(setting, rows)}

            """
        );
    }

    private static Html Figure(string? svg, string caption) =>
        svg is null ? Html.Empty : Html.Of($"<figure>{new Html(svg)}<figcaption>{caption}</figcaption></figure>\n");

    private static Html Costs(IReadOnlyList<StreamReport> rows, string test) =>
        Html.Of(
            $"""
            <div class="scroll" tabindex="0" role="group" aria-label="Cost of the stream">
            <table>
            <thead><tr><th scope="col" class="corner">Row</th><th scope="col">Answers</th><th scope="col">Gradients an answer</th><th scope="col">Dearest answer</th><th scope="col">Points retrained an answer</th><th scope="col">{test}, first</th><th scope="col">last</th></tr></thead>
            <tbody>
            {rows.Select(static row => Html.Of(
                $"<tr class=\"method\"><th scope=\"row\">{row.Id}</th><td>{HtmlParts.Whole(row.Steps.Count)}</td><td>{FigureText.Significant(row.MeanGradients)}</td><td>{FigureText.Significant(row.MostGradients)}</td><td>{Points(row.MeanPoints)}</td><td>{FigureText.Significant(row.Steps[0].TestAccuracy)}</td><td>{FigureText.Significant(row.Steps[^1].TestAccuracy)}</td></tr>\n"
            ))}</tbody>
            </table>
            </div>
            """
        );

    private static Html Answers(SettingReport setting, IReadOnlyList<StreamReport> rows)
    {
        bool reports = rows.Any(static row => row.Steps.Any(static step => step.Reported.Count > 0));
        Html head = reports ? Html.Of($"<th scope=\"col\">Reported by the method</th>") : Html.Empty;
        return Html.Of(
            $"""
            <details>
            <summary>Every answer, means over seeds</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="Every answer">
            <table>
            <thead><tr><th scope="col" class="corner">Row</th><th scope="col">Answer</th><th scope="col">Forgotten</th><th scope="col">{setting.LabelOf(TrialFigures.RetainAccuracy)}</th><th scope="col">{setting.LabelOf(TrialFigures.ForgetAccuracy)}</th><th scope="col">{setting.LabelOf(TrialFigures.TestAccuracy)}</th><th scope="col">Gradients</th><th scope="col">Points retrained</th>{head}</tr></thead>
            <tbody>
            {rows.SelectMany(row => row.Steps.Select(step => Html.Of(
                $"<tr class=\"method\"><th scope=\"row\">{row.Id}</th><td>{HtmlParts.Whole(step.Answer)}</td><td>{FigureText.Significant(step.Forgotten)}</td><td>{FigureText.Significant(step.RetainAccuracy)}</td><td>{FigureText.Significant(step.ForgetAccuracy)}</td><td>{FigureText.Significant(step.TestAccuracy)}</td><td>{FigureText.Significant(step.Gradients)}</td><td>{Points(step.PointsRetrained)}</td>{Reported(step, reports)}</tr>\n"
            )))}</tbody>
            </table>
            </div>
            </details>
            """
        );
    }

    private static Html Reported(StreamStep step, bool reports) =>
        reports
            ? Html.Of(
                $"<td>{string.Join(", ", step.Reported.Select(static own => $"{own.Name} {FigureText.Significant(own.Value)}"))}</td>"
            )
            : Html.Empty;

    private static string Points(double? points) => points is { } known ? FigureText.Significant(known) : "–";
}
