using System.Globalization;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Showing;

/// <summary>A description of data as tables for a terminal.</summary>
internal static class DescriptionTable
{
    private const int MostNames = 12;

    /// <summary>Writes it, warnings on standard error.</summary>
    public static void Write(Consoles consoles, DataDescription data)
    {
        string shape = data.Shape.IsEmpty ? "" : $" of {string.Join(" x ", data.Shape)}";
        consoles.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{data.Name}: {data.Points} points{shape}")
        );
        Counts(consoles, "parts", data.Parts);
        Counts(consoles, string.Create(CultureInfo.InvariantCulture, $"{data.Classes.Count} classes"), data.Classes);
        Counts(consoles, string.Create(CultureInfo.InvariantCulture, $"{data.Groups.Count} groups"), data.Groups);
        if (data.Columns.Count > 0)
        {
            consoles.Results.Write(Columns(data));
        }

        if (data.FirstRows.Count > 0)
        {
            consoles.Results.Write(Rows(data));
        }

        foreach (DataNote note in data.Notes)
        {
            consoles.WriteWarning($"{note.Name}: {note.Text}");
        }
    }

    private static void Counts(Consoles consoles, string what, IReadOnlyList<NamedCount> counts)
    {
        if (counts.Count > 0)
        {
            string more = counts.Count > MostNames ? ", ..." : "";
            consoles.Output.WriteLine(
                $"{what}: {string.Join(", ", counts.Take(MostNames).Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Points}")))}{more}"
            );
        }
    }

    private static Table Columns(DataDescription data)
    {
        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("column", "type", "use", "least", "most", "missing", "distinct");
        foreach (ColumnDescription column in data.Columns)
        {
            table.AddRow(
                Shown(column.Name),
                new Text(column.Type),
                new Text(column.Use),
                Shown(column.Least),
                Shown(column.Most),
                new Text(column.Missing.ToString(CultureInfo.InvariantCulture)),
                new Text(column.Distinct.ToString(CultureInfo.InvariantCulture))
            );
        }

        return table;
    }

    private static Table Rows(DataDescription data)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (ColumnDescription column in data.Columns)
        {
            table.AddColumn(new TableColumn(Shown(column.Name)));
        }

        foreach (IReadOnlyList<string> row in data.FirstRows)
        {
            table.AddRow(row.Select(Shown));
        }

        return table;
    }

    /// <summary>A cell as it will be seen, so that columns are as wide as that: a document may be a cell.</summary>
    private static Text Shown(string cell) => new(VisibleText.Escape(VisibleText.Excerpt(cell, 200)));
}
