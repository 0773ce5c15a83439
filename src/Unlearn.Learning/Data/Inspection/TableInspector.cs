using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Conditions;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Inspection;

/// <summary>Describes tables before anybody has said what their columns mean.</summary>
internal static class TableInspector
{
    private const int Rows = 5;
    private static readonly string[] MissingTexts = ["", "?", "NA", "NaN"];

    /// <summary>Reads all rows and disposes of the table.</summary>
    public static DataDescription Describe(ITableRows rows)
    {
        using (rows)
        {
            var columns = new TextColumn?[rows.Names.Count];
            Array.ForEach(Enumerable.Range(0, columns.Length).ToArray(), column => columns[column] = new TextColumn());
            var notes = new List<DataNote>();
            var first = new List<IReadOnlyList<string>>();
            int count = 0;
            while (rows.Read())
            {
                count++;
                for (int column = 0; column < columns.Length; column++)
                {
                    Add(rows, columns, column, notes);
                }

                if (count <= Rows)
                {
                    first.Add([.. columns.Select((own, column) => own is null ? "..." : rows.Cell(column).ToString())]);
                }
            }

            return new DataDescription
            {
                Name = rows.File,
                Points = count,
                Columns = [.. columns.Select((column, at) => Column(rows.Names[at], column))],
                Notes = notes,
                FirstRows = first,
            };
        }
    }

    /// <summary>A column of a type that has no text form is passed over, as loading passes it over where it is not used.</summary>
    private static void Add(ITableRows rows, TextColumn?[] columns, int column, List<DataNote> notes)
    {
        try
        {
            columns[column]?.Add(rows.Cell(column));
        }
        catch (InputException unreadable)
        {
            columns[column] = null;
            notes.Add(new DataNote("passed-over-column", unreadable.Message));
        }
    }

    private static ColumnDescription Column(string name, TextColumn? column)
    {
        if (column is null)
        {
            return new ColumnDescription(name, "not readable", "", "", "", 0, 0);
        }

        (ImmutableArray<string> values, int[] cells) = column.Sorted();
        bool[] missing = [.. values.Select(static value => MissingTexts.Contains(value))];
        string[] known = [.. values.Where((_, i) => !missing[i])];
        ExactNumber number = default;
        bool numbers = known.Length > 0 && Array.TrueForAll(known, value => NumberCell.TryRead(value, '.', out number));
        bool dates = !numbers && known.Length > 0 && QueryDates.Ticks(known) is not null;
        string[] sorted = numbers
            ?
            [
                .. known.OrderBy(static value =>
                    NumberCell.TryRead(value, '.', out ExactNumber own) ? own : ExactNumber.Missing
                ),
            ]
            : known;
        return new ColumnDescription(
            name,
            numbers ? "number"
                : dates ? "date"
                : "text",
            "",
            sorted.FirstOrDefault() ?? "",
            sorted.LastOrDefault() ?? "",
            cells.Count(cell => missing[cell]),
            known.Length
        );
    }
}
