using System.Globalization;
using CsvHelper;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Csv;

/// <summary>
/// Tidy data: a line a figure a trial, numbers in full precision (round trip), RFC 4180 with LF. A failed trial has one
/// line without figure. Text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </summary>
public static class CsvReport
{
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
        using StringWriter text = new(CultureInfo.InvariantCulture);
        CsvWriterOptions format = new()
        {
            NewLine = "\n",
            Injection = CsvInjection.Escape,
            FormatProvider = CultureInfo.InvariantCulture,
        };
        using (CsvWriter csv = CsvWriter.Create(text, format, leaveOpen: true))
        {
            csv.WriteHeader(Header);
            foreach (SettingReport setting in model.Settings)
            {
                foreach (RowReport row in setting.Rows)
                {
                    foreach (TrialReport trial in row.Trials)
                    {
                        foreach (Figure? figure in trial.Figures.Cast<Figure?>().DefaultIfEmpty())
                        {
                            Place(csv, model, setting, row, trial);
                            Number(csv, figure);
                            csv.WriteField(row.Verdict?.Label);
                            csv.WriteField(row.Verdict?.Bound, "R");
                            csv.EndRecord();
                        }
                    }
                }
            }
        }

        return text.ToString();
    }

    private static void Place(CsvWriter csv, ReportModel model, SettingReport setting, RowReport row, TrialReport trial)
    {
        csv.WriteField(model.Results.Experiment);
        csv.WriteField(setting.Source.Dataset);
        csv.WriteField(setting.Source.Model);
        csv.WriteField(setting.Source.Scenario);
        csv.WriteField(row.Id);
        csv.WriteField(Name(row.Role));
        csv.WriteField(row.Method);
        csv.WriteField(row.Type);
        csv.WriteField(row.Kind);
        csv.WriteField(row.Shards, default);
        csv.WriteField(row.Options);
        csv.WriteField(trial.Id);
        csv.WriteField(trial.Seed, default);
        csv.WriteField(trial.Status == TrialStatus.Completed ? "completed" : "failed");
        csv.WriteField(trial.Reason);
    }

    private static void Number(CsvWriter csv, Figure? figure)
    {
        csv.WriteField(figure?.Name);
        csv.WriteField(figure?.Value, "R");
        csv.WriteField(figure?.Interval?.Lower, "R");
        csv.WriteField(figure?.Interval?.Upper, "R");
        csv.WriteField(figure?.Interval?.Level, "R");
        csv.WriteField(figure?.Interval?.Method);
        csv.WriteField(figure?.Unit);
        csv.WriteField(figure is null ? null : Name(figure.Direction));
        csv.WriteField(figure?.Count, default);
        csv.WriteField(figure?.NotResolvable);
    }

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
