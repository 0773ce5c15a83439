using System.Globalization;
using System.Text.RegularExpressions;
using Unlearn.Core;
using Unlearn.Formats.Tables;

namespace Unlearn.Formats.Arrays;

/// <summary>
/// Arrays from the columns of a table. A column is an array with a number a row; columns <c>x_0, x_1, ...</c> are together the
/// array <c>x</c>, rows x columns; a column <c>model</c> splits the rows into blocks of equal length and gives every array a
/// leading axis.
/// </summary>
internal static partial class TableArrays
{
    private const string Model = "model";

    /// <summary>Reads all columns and disposes of the table.</summary>
    /// <exception cref="InputException">A cell is no number, or the blocks of a model differ in length; with file and line.</exception>
    public static IReadOnlyList<NamedArray> Read(ITableRows rows)
    {
        using (rows)
        {
            var columns = new List<double>[rows.Names.Count];
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column] = [];
            }

            while (rows.Read())
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    columns[column].Add(Number(rows, column));
                }
            }

            return Assemble([.. rows.Names.Select((name, column) => (name, columns[column].ToArray()))], rows.File);
        }
    }

    /// <summary>Joins numbered columns and splits the rows by model.</summary>
    public static IReadOnlyList<NamedArray> Assemble(IReadOnlyList<(string Name, double[] Values)> columns, string file)
    {
        int count = columns.Count == 0 ? 0 : columns[0].Values.Length;
        if (count == 0)
        {
            throw new InputException("the table holds no rows of data.", file);
        }

        int[] axes = Axes(columns, count, file);
        var named = columns.ToDictionary(static column => column.Name, static column => column.Values);
        var arrays = new List<NamedArray>();
        foreach ((string name, double[] values) in columns.Where(static column => column.Name != Model))
        {
            Match match = Numbered().Match(name);
            string stem = match.Groups[1].Value;
            if (!match.Success || !named.ContainsKey($"{stem}_0") || !named.ContainsKey($"{stem}_1"))
            {
                arrays.Add(new NamedArray(name, axes, values));
            }
            else if (match.Groups[2].Value == "0")
            {
                arrays.Add(Join(named, stem, axes, count));
            }
        }

        return arrays;
    }

    private static NamedArray Join(Dictionary<string, double[]> named, string stem, int[] axes, int count)
    {
        var parts = new List<double[]>();
        while (
            named.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{stem}_{parts.Count}"), out double[]? part)
        )
        {
            parts.Add(part);
        }

        var values = new double[count * parts.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = parts[i % parts.Count][i / parts.Count];
        }

        return new NamedArray(stem, [.. axes, parts.Count], values);
    }

    /// <summary>The axes of a column: rows, or models x rows of each.</summary>
    private static int[] Axes(IReadOnlyList<(string Name, double[] Values)> columns, int count, string file)
    {
        if (columns.FirstOrDefault(static column => column.Name == Model).Values is not { } model)
        {
            return [count];
        }

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

    private static double Number(ITableRows rows, int column)
    {
        ReadOnlySpan<char> cell = rows.Cell(column);
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }

        return bool.TryParse(cell, out bool flag)
            ? flag
                ? 1
                : 0
            : throw new InputException(
                $"'{cell}' in column '{rows.Names[column]}' is not a number; leave columns of text out.",
                rows.File,
                rows.Line
            );
    }

    [GeneratedRegex("^(.+)_(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
