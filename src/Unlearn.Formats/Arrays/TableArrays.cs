using System.Globalization;
using System.Text.RegularExpressions;
using Unlearn.Core;
using Unlearn.Formats.Tables;

namespace Unlearn.Formats.Arrays;

/// <summary>
/// Arrays from the columns of a table. A column is an array with one number per row; columns <c>x_0, x_1, ...</c> are together the
/// array <c>x</c>, rows x columns; a column <c>model</c> splits the rows into blocks of equal length and gives every array a
/// leading axis.
/// </summary>
internal static partial class TableArrays
{
    private const string Model = "model";

    /// <summary>
    /// Reads all columns and disposes of the table. A column that begins with a text is one of texts; in another, a text is a flaw that counts
    /// where the column is needed. So are the row numbers that pandas
    /// writes.
    /// </summary>
    /// <exception cref="InputException">There are no rows, or the blocks of a model differ in length; with file and line.</exception>
    public static IReadOnlyList<NamedArray> Read(ITableRows rows)
    {
        using (rows)
        {
            ArrayColumn[] columns = [.. rows.Names.Select(static name => new ArrayColumn(name))];
            while (rows.Read())
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    columns[column].Add(rows, column);
                }
            }

            return Assemble(columns, rows.File);
        }
    }

    /// <summary>Joins numbered columns and splits the rows by model.</summary>
    public static IReadOnlyList<NamedArray> Assemble(IReadOnlyList<ArrayColumn> columns, string file)
    {
        int count = columns.Count == 0 ? 0 : columns[0].Values.Count;
        if (count == 0)
        {
            throw new InputException("the table holds no rows of data.", file);
        }

        int[] axes = Axes(columns, count, file);
        var named = columns.ToDictionary(static column => column.Name);
        var arrays = new List<NamedArray>();
        foreach (ArrayColumn column in columns.Where(static column => column.Name != Model))
        {
            Match match = Numbered().Match(column.Name);
            string stem = match.Groups[1].Value;
            if (!match.Success || !named.ContainsKey($"{stem}_0") || !named.ContainsKey($"{stem}_1"))
            {
                arrays.Add(column.ToArray(axes));
            }
            else if (match.Groups[2].Value == "0")
            {
                arrays.Add(Join(named, stem, axes, count));
            }
        }

        return arrays;
    }

    private static NamedArray Join(Dictionary<string, ArrayColumn> named, string stem, int[] axes, int count)
    {
        var parts = new List<ArrayColumn>();
        while (
            named.TryGetValue(
                string.Create(CultureInfo.InvariantCulture, $"{stem}_{parts.Count}"),
                out ArrayColumn? part
            )
        )
        {
            parts.Add(part);
        }

        var values = new double[count * parts.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = parts[i % parts.Count].Values[i / parts.Count];
        }

        return new NamedArray(stem, [.. axes, parts.Count], values)
        {
            Flaw = parts
                .Select(static part =>
                    part.Flaw
                    ?? (part.Texts is null ? null : $"the column '{part.Name}' holds texts; numbers are right.")
                )
                .Append(Gap(named.Keys, stem, parts.Count))
                .FirstOrDefault(static flaw => flaw is not null),
        };
    }

    /// <summary>A column that the count from 0 does not reach would be lost without a word.</summary>
    private static string? Gap(IEnumerable<string> names, string stem, int count)
    {
        string? beyond = names.FirstOrDefault(name =>
            Numbered().Match(name) is { Success: true } match
            && match.Groups[1].Value == stem
            && (
                match.Groups[2].Length > 9
                || int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) >= count
            )
        );
        return beyond is null
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"there is a column '{beyond}', but no '{stem}_{count}': columns of one array are numbered from 0 without a gap."
            );
    }

    /// <summary>The axes of a column: rows, or models x rows of each.</summary>
    private static int[] Axes(IReadOnlyList<ArrayColumn> columns, int count, string file)
    {
        if (columns.FirstOrDefault(static column => column.Name == Model) is not { } split)
        {
            return [count];
        }

        IReadOnlyList<double> model = split.Texts is null
            ? split.Values
            : [.. LabelCheck.Distinct(split.Texts).Places.Select(static place => (double)place)];

        int models = model.Distinct().Count();
        int points = count / models;
        for (int row = 0; row < count; row++)
        {
            if (models * points != count || model[row] != model[row / points * points])
            {
                throw new InputException(
                    $"the column '{Model}' must split the rows into blocks of equal length, one model after the other.",
                    file,
                    row + 2
                );
            }
        }

        return [models, points];
    }

    [GeneratedRegex("^(.+)_(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
