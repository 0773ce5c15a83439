using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;

namespace Unlearn.Tool.Running;

/// <summary>The short form of the report for a terminal: a table for each setting, mean and half-width of the interval over seeds.</summary>
internal static class ResultsTable
{
    /// <summary>The figures shown, with their column heads; attack figures are found by their endings.</summary>
    private static readonly (string Figure, string Head)[] Columns =
    [
        (FigureNames.ForgetAccuracy, "forget acc."),
        (FigureNames.RetainAccuracy, "retain acc."),
        (FigureNames.TestAccuracy, "test acc."),
    ];

    /// <summary>One table a setting.</summary>
    public static IEnumerable<Table> Of(ExperimentResults results) => results.Settings.Select(Of);

    private static Table Of(SettingResult setting)
    {
        string[] attacks =
        [
            .. setting
                .Rows.SelectMany(static row => row.Summary)
                .Select(static figure => figure.Name)
                .Where(static name => name.EndsWith("/auc", StringComparison.Ordinal))
                .Distinct(),
        ];
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
        foreach (
            string head in Columns.Select(static column => column.Head).Concat(attacks.Select(Head)).Append("speed-up")
        )
        {
            table.AddColumn(new TableColumn(head.EscapeMarkup()).RightAligned());
        }

        foreach (RowResult row in setting.Rows)
        {
            string[] figures = [.. Columns.Select(static column => column.Figure), .. attacks, FigureNames.SpeedUp];
            table.AddRow(
                new List<IRenderable> { new Text(Name(row)) }.Concat(
                    figures.Select(figure => new Text(Cell(row, figure)))
                )
            );
        }

        return table;
    }

    private static string Head(string attackFigure) => $"{attackFigure.Split('/')[0]} AUC";

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

        if (name == FigureNames.SpeedUp)
        {
            return value.ToString("G3", CultureInfo.InvariantCulture) + "x";
        }

        string mean = value.ToString("F3", CultureInfo.InvariantCulture);
        return figure.Interval is { } interval && double.IsFinite(interval.Upper - interval.Lower)
            ? $"{mean} ±{((interval.Upper - interval.Lower) / 2).ToString("F3", CultureInfo.InvariantCulture)}"
            : mean;
    }
}
