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
            var row = new RowReader(rows, schema, uses);
            var numbers = new NumberColumn?[uses.Length];
            var texts = new TextColumn?[uses.Length];
            for (int column = 0; column < uses.Length; column++)
            {
                numbers[column] = uses[column] == ColumnUse.Numeric ? new NumberColumn() : null;
                texts[column] = uses[column] is ColumnUse.Numeric or ColumnUse.Ignored ? null : new TextColumn();
            }

            int count = 0;
            while ((schema.Limit == 0 || count < schema.Limit) && rows.Read())
            {
                // A row is looked at as a whole before it is added: one that is left out leaves no trace.
                if (!row.Take())
                {
                    continue;
                }

                count++;
                for (int column = 0; column < uses.Length; column++)
                {
                    texts[column]?.Add(rows.Cell(column));
                    numbers[column]?.Add(row.Numbers[column]);
                }
            }

            return count == 0
                ? throw new InputException("the file holds no rows of data.", rows.File)
                : TableEncoding.Encode(name, rows.Names, schema, uses, numbers, texts, count);
        }
    }
}
