using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Tool.Terminal;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Tool.Running;

/// <summary>The short form of the report for a terminal: a table for each setting, mean and half-width of the interval over seeds.</summary>
internal static class ResultsTable
{
    private static readonly FigureKind[] Accuracies =
    [
        TrialFigures.ForgetAccuracy,
        TrialFigures.RetainAccuracy,
        TrialFigures.TestAccuracy,
    ];

    // Of texts perplexities, and how much of what is forgotten is still right.
    private static readonly FigureKind[] Perplexities =
    [
        PerplexityFigures.Forget,
        PerplexityFigures.Retain,
        PerplexityFigures.Test,
        TrialFigures.ForgetAccuracy,
    ];

    /// <summary>Writes a table for each setting, and what the verdicts mean.</summary>
    public static void Write(Consoles consoles, ExperimentResults results)
    {
        foreach (Table table in Of(results))
        {
            consoles.Results.Write(table);
        }

        foreach (string line in VerdictText.Legend(results.Margins))
        {
            consoles.Output.WriteLine(line);
        }
    }

    /// <summary>One table per setting.</summary>
    public static IEnumerable<Table> Of(ExperimentResults results) =>
        results.Settings.Select(setting => Of(setting, results.Legend));

    private static Table Of(SettingResult setting, IReadOnlyList<LegendEntry> legend)
    {
        FigureKind[] columns = legend.Any(static entry => entry.Name == PerplexityFigures.Forget.Name)
            ? Perplexities
            : Accuracies;
        LegendEntry[] attacks = [.. legend.Where(static entry => entry.Kind.Name == ScoreFigures.Auc.Name)];
        Table table = new Table
        {
            Title = new TableTitle(
                string.Create(
                        CultureInfo.InvariantCulture,
                        $"{setting.Dataset} / {setting.Model} / {setting.Scenario}: forget {setting.ForgetPoints} of {setting.TrainPoints} points"
                    )
                    .EscapeMarkup(),
                Style.Plain
            ),
        }.Border(TableBorder.Simple);
        table.AddColumn("row");
        table.AddColumn("verdict");
        foreach (
            string head in columns
                .Select(kind => Head(legend, kind))
                .Concat(attacks.Select(static attack => $"{attack.Attack} AUC"))
                .Append(CostFigures.SpeedUp.Label.ToLowerInvariant())
        )
        {
            table.AddColumn(new TableColumn(head.EscapeMarkup()).RightAligned());
        }

        foreach (RowResult row in setting.Rows)
        {
            string[] figures =
            [
                .. columns.Select(static kind => kind.Name),
                .. attacks.Select(static attack => attack.Name),
                CostFigures.SpeedUp.Name,
            ];
            table.AddRow(
                new List<IRenderable> { new Text(Name(row)), new Text(Verdict(setting, row)) }.Concat(
                    figures.Select(figure => new Text(Cell(row, figure)))
                )
            );
        }

        return table;
    }

    // The results' own word for it: of texts it is token accuracy.
    private static string Head(IReadOnlyList<LegendEntry> legend, FigureKind kind) =>
        (legend.FirstOrDefault(entry => entry.Name == kind.Name)?.Kind ?? kind)
            .Label.ToLowerInvariant()
            .Replace("accuracy", "acc.", StringComparison.Ordinal)
            .Replace("perplexity", "ppl.", StringComparison.Ordinal);

    private static string Verdict(SettingResult setting, RowResult row) =>
        setting.Verdicts.FirstOrDefault(verdict => verdict.Row == row.Id)?.Label ?? "";

    private static string Name(RowResult row)
    {
        int failed = row.Trials.Count(static trial => trial.Status == TrialStatus.Failed);
        return failed == 0 ? row.Id : $"{row.Id} ({failed} of {row.Trials.Count} failed)";
    }

    private static string Cell(RowResult row, string name)
    {
        if (row.Summary.FirstOrDefault(figure => figure.Name == name) is not { } figure)
        {
            return "";
        }

        if (figure.Value is not { } value)
        {
            return "n/r";
        }

        if (name == CostFigures.SpeedUp.Name)
        {
            return value.ToString("G3", CultureInfo.InvariantCulture) + "x";
        }

        string mean = value.ToString("F3", CultureInfo.InvariantCulture);
        return figure.Interval is { } interval && double.IsFinite(interval.Upper - interval.Lower)
            ? $"{mean} ±{((interval.Upper - interval.Lower) / 2).ToString("F3", CultureInfo.InvariantCulture)}"
            : mean;
    }
}
