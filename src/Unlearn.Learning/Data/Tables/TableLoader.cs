using System.Globalization;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Reads a table into a dataset.</summary>
internal static class TableLoader
{
    /// <summary>Reads all rows, checks every cell and encodes the columns (<see cref="TableEncoding"/>).</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="rows">The table; disposed of at the end.</param>
    /// <param name="schema">What its columns mean.</param>
    /// <exception cref="InputException">Something in the file is not as declared; with file and line.</exception>
    public static Dataset Load(string name, ITableRows rows, TableSchema schema)
    {
        using (rows)
        {
            ColumnUse[] uses = TablePlan.Match(rows, schema);
            var numbers = new List<float>?[uses.Length];
            var texts = new TextColumn?[uses.Length];
            for (int column = 0; column < uses.Length; column++)
            {
                numbers[column] = uses[column] == ColumnUse.Numeric ? [] : null;
                texts[column] = uses[column] is ColumnUse.Numeric or ColumnUse.Ignored ? null : new TextColumn();
            }

            int count = 0;
            while ((schema.Limit == 0 || count < schema.Limit) && rows.Read())
            {
                if (Add(rows, schema, uses, numbers, texts))
                {
                    count++;
                }
            }

            return count == 0
                ? throw new InputException("the file holds no rows of data.", rows.File)
                : TableEncoding.Encode(name, rows.Names, schema, uses, numbers, texts, count);
        }
    }

    /// <summary>Adds the present row; false where it is left out.</summary>
    private static bool Add(
        ITableRows rows,
        TableSchema schema,
        ColumnUse[] uses,
        List<float>?[] numbers,
        TextColumn?[] texts
    )
    {
        // All cells are looked at before any is added: a row that is left out must leave no trace.
        for (int column = 0; column < uses.Length; column++)
        {
            if (!Missing(schema, uses[column], rows.Cell(column)))
            {
                continue;
            }

            if (schema.Missing == MissingValues.Drop)
            {
                return false;
            }

            if (schema.Missing == MissingValues.Reject || uses[column] is ColumnUse.Label or ColumnUse.Group)
            {
                throw new InputException(
                    $"the cell of column '{rows.Names[column]}' is missing ('{rows.Cell(column)}'); "
                        + "a value is right (`missing: drop` leaves such rows out, `missing: fill` fills features).",
                    rows.File,
                    rows.Line
                );
            }
        }

        for (int column = 0; column < uses.Length; column++)
        {
            ReadOnlySpan<char> cell = rows.Cell(column);
            if (uses[column] == ColumnUse.Label)
            {
                CheckClass(rows, schema, column, cell);
            }

            texts[column]?.Add(cell);
            if (numbers[column] is { } list)
            {
                list.Add(Missing(schema, uses[column], cell) ? float.NaN : Number(rows, column, cell));
            }
        }

        return true;
    }

    private static bool Missing(TableSchema schema, ColumnUse use, ReadOnlySpan<char> cell)
    {
        // Query-only columns may have gaps: no model sees them.
        if (use is ColumnUse.Ignored or ColumnUse.Query)
        {
            return false;
        }

        foreach (string text in schema.MissingTexts)
        {
            if (cell.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckClass(ITableRows rows, TableSchema schema, int column, ReadOnlySpan<char> cell)
    {
        if (schema.Classes.Count > 0 && !schema.Classes.Contains(cell.ToString()))
        {
            throw new InputException(
                $"the label '{cell}' in column '{rows.Names[column]}' is none of the declared classes "
                    + $"({string.Join(", ", schema.Classes)}).",
                rows.File,
                rows.Line
            );
        }
    }

    private static float Number(ITableRows rows, int column, ReadOnlySpan<char> cell)
    {
        if (
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && float.IsFinite((float)value)
        )
        {
            return (float)value;
        }

        throw new InputException(
            $"'{cell}' in column '{rows.Names[column]}' is not a finite number; numbers like -1.5 or 2e3 are right "
                + "(text columns are declared under `categorical`).",
            rows.File,
            rows.Line
        );
    }
}
