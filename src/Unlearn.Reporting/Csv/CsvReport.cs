using System.Buffers;
using System.Globalization;
using nietras.SeparatedValues;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Csv;

/// <summary>
/// Tidy data: one line per figure and trial, numbers in full precision (round trip), RFC 4180 with LF. A failed trial has one
/// line without figure. Text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </summary>
public static class CsvReport
{
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    /// <summary>The columns of tidy data.</summary>
    internal static readonly string[] Header =
    [
        "experiment",
        "dataset",
        "model",
        "scenario",
        "row",
        "role",
        "method",
        "type",
        "kind",
        "shards",
        "options",
        "trial",
        "seed",
        "status",
        "reason",
        "figure",
        "value",
        "lower",
        "upper",
        "level",
        "interval-method",
        "unit",
        "direction",
        "count",
        "not-resolvable",
        "verdict",
        "verdict-bound",
    ];

    /// <summary>Renders the report.</summary>
    public static string Render(ReportModel model)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (SepWriter csv = Sep.New(',').Writer(static options => options with { Escape = true }).To(text))
        {
            csv.Header.Add(Header);
            csv.Header.Write();
            foreach (FigureLine found in FigureLine.Of(model))
            {
                string[] cells =
                [
                    .. Place(model, found)
                        .Concat(Number(found))
                        .Concat([found.Row.Verdict?.Label, Text(found.Row.Verdict?.Bound)])
                        .Select(Defused),
                ];
                using SepWriter.Row line = csv.NewRow();
                line[Header].Set(cells);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string?> Place(ReportModel model, FigureLine line) =>
        [
            model.Results.Experiment,
            line.Setting.Source.Dataset,
            line.Setting.Source.Model,
            line.Setting.Source.Scenario,
            line.Row.Id,
            line.Role,
            line.Row.Method,
            line.Row.Type,
            line.Row.Kind,
            Text(line.Row.Shards),
            line.Row.Options,
            line.Trial.Id,
            Text(line.Trial.Seed),
            line.Status,
            line.Trial.Reason,
        ];

    private static IEnumerable<string?> Number(FigureLine line) =>
        [
            line.Figure?.Name,
            Text(line.Figure?.Value),
            Text(line.Figure?.Interval?.Lower),
            Text(line.Figure?.Interval?.Upper),
            Text(line.Figure?.Interval?.Level),
            line.Figure?.Interval?.Method,
            line.Figure?.Unit,
            line.Direction,
            Text(line.Figure?.Count),
            line.Figure?.NotResolvable,
        ];

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    // A number may begin with a minus and is no formula.
    private static string Defused(string? text) =>
        text is { Length: > 0 }
        && Formula.Contains(text[0])
        && !double.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? $"'{text}"
            : text ?? "";
}
