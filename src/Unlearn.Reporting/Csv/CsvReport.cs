using System.Buffers;
using System.Globalization;
using nietras.SeparatedValues;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Csv;

/// <summary>
/// Tidy data: one line per figure and trial, numbers in full precision (round trip), RFC 4180 with LF. A failed trial has one
/// line without figure. Text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </summary>
public static class CsvReport
{
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    private static readonly string[] Header =
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
            foreach (SettingReport setting in model.Settings)
            {
                foreach (RowReport row in setting.Rows)
                {
                    foreach (TrialReport trial in row.Trials)
                    {
                        foreach (Figure? figure in trial.Figures.Cast<Figure?>().DefaultIfEmpty())
                        {
                            string[] cells =
                            [
                                .. Place(model, setting, row, trial)
                                    .Concat(Number(figure))
                                    .Concat([row.Verdict?.Label, Text(row.Verdict?.Bound)])
                                    .Select(Defused),
                            ];
                            using SepWriter.Row line = csv.NewRow();
                            line[Header].Set(cells);
                        }
                    }
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string?> Place(
        ReportModel model,
        SettingReport setting,
        RowReport row,
        TrialReport trial
    ) =>
        [
            model.Results.Experiment,
            setting.Source.Dataset,
            setting.Source.Model,
            setting.Source.Scenario,
            row.Id,
            Name(row.Role),
            row.Method,
            row.Type,
            row.Kind,
            Text(row.Shards),
            row.Options,
            trial.Id,
            Text(trial.Seed),
            trial.Status == TrialStatus.Completed ? "completed" : "failed",
            trial.Reason,
        ];

    private static IEnumerable<string?> Number(Figure? figure) =>
        [
            figure?.Name,
            Text(figure?.Value),
            Text(figure?.Interval?.Lower),
            Text(figure?.Interval?.Upper),
            Text(figure?.Interval?.Level),
            figure?.Interval?.Method,
            figure?.Unit,
            figure is null ? null : Name(figure.Direction),
            Text(figure?.Count),
            figure?.NotResolvable,
        ];

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    // A number may begin with a minus and is no formula.
    private static string Defused(string? text) =>
        text is { Length: > 0 }
        && Formula.Contains(text[0])
        && !double.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? $"'{text}"
            : text ?? "";

    private static string Name(RowRole role) =>
        role switch
        {
            RowRole.Original => "original",
            RowRole.Reference => "reference",
            RowRole.Null => "null",
            _ => "method",
        };

    private static string Name(Direction direction) =>
        direction switch
        {
            Direction.Higher => "higher",
            Direction.Lower => "lower",
            Direction.CloserToReference => "closer-to-reference",
            _ => "none",
        };
}
