using System.Globalization;
using Spectre.Console;
using Unlearn.Verification.Evidence;

namespace Unlearn.Tool.Auditing;

/// <summary>An audit as tables for a terminal.</summary>
internal static class AuditTable
{
    /// <summary>Writes the result.</summary>
    public static void Write(IAnsiConsole console, AuditRun run)
    {
        if (run.Result.Figures.Count > 0)
        {
            console.Write(Figures(run.Result.Figures));
        }

        if (run.Result.Rows.Count > 0)
        {
            console.Write(Rows(run.Result.Rows));
        }

        IReadOnlyDictionary<string, object> options = AuditOptions.Values(run.Audit.Options);
        foreach (
            string line in (string[])
                [
                    $"read: {string.Join(", ", run.Read.Select(static array => $"{array.Name} {array.Array.ShapeText}"))}",
                    .. run.Unread.Count > 0
                        ? [$"not read: {string.Join(", ", run.Unread.Select(static array => array.Name))}"]
                        : Array.Empty<string>(),
                    .. options.Count > 0
                        ?
                        [
                            $"options: {string.Join(", ", options.Select(static option => $"{option.Key}={Text(option.Value)}"))}",
                        ]
                        : Array.Empty<string>(),
                    .. run.Result.Notes,
                    .. run.Result.Vectors.Select(static vector =>
                        $"{vector.Key}: {vector.Value.Length} numbers (--format json prints them)"
                    ),
                ]
        )
        {
            console.WriteLine(line);
        }
    }

    private static Table Figures(IReadOnlyList<Figure> figures)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("figure");
        table.AddColumn(new TableColumn("value").RightAligned());
        table.AddColumn("interval");
        table.AddColumn("unit");
        table.AddColumn(new TableColumn("n").RightAligned());
        foreach (Figure figure in figures)
        {
            table.AddRow(
                figure.Name.EscapeMarkup(),
                figure.Value is { } value ? Number(value) : "n/r",
                (
                    figure.NotResolvable is { } why ? $"not resolvable: {why}"
                    : figure.Interval is { } interval
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Number(interval.Lower)} to {Number(interval.Upper)} ({interval.Level:P0}, {interval.Method})"
                        )
                    : ""
                ).EscapeMarkup(),
                figure.Unit.EscapeMarkup(),
                figure.Count.ToString(CultureInfo.InvariantCulture)
            );
        }

        return table;
    }

    private static Table Rows(IReadOnlyList<AuditRow> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("row");
        foreach ((string name, _) in rows[0].Values)
        {
            table.AddColumn(new TableColumn(name.EscapeMarkup()).RightAligned());
        }

        foreach (AuditRow row in rows)
        {
            table.AddRow([row.Name.EscapeMarkup(), .. row.Values.Select(static value => Number(value.Value))]);
        }

        return table;
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Text(object value) =>
        value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
