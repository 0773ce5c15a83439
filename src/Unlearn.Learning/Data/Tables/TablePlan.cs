using Unlearn.Learning.Data.Files;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Brings a schema's names and a table's columns together.</summary>
internal static class TablePlan
{
    /// <summary>The use of each column, in file order.</summary>
    /// <exception cref="InputException">A name is unknown (with the nearest one) or has two uses, or no feature is left.</exception>
    public static ColumnUse[] Match(ITableRows rows, TableSchema schema)
    {
        var uses = new ColumnUse[rows.Names.Count];
        Assign(rows, uses, [schema.Label], ColumnUse.Label, "label");
        if (schema.Group.Length > 0)
        {
            Assign(rows, uses, [schema.Group], ColumnUse.Group, "group");
        }

        if (schema.Part.Length > 0)
        {
            Assign(rows, uses, [schema.Part], ColumnUse.Part, "split.by");
        }

        Assign(rows, uses, schema.Numeric, ColumnUse.Numeric, "numeric");
        Assign(rows, uses, schema.Categorical, ColumnUse.Categorical, "categorical");
        Assign(rows, uses, schema.QueryOnly, ColumnUse.Query, "queryOnly");
        if (schema.Numeric.Count == 0 && schema.Categorical.Count == 0)
        {
            for (int column = 0; column < uses.Length; column++)
            {
                bool free = uses[column] == ColumnUse.Ignored && !IndexColumn.Is(rows.Names[column]);
                uses[column] = free ? ColumnUse.Numeric : uses[column];
            }
        }

        return uses.Any(static use => use is ColumnUse.Numeric or ColumnUse.Categorical)
            ? uses
            : throw new InputException(
                "no column is left as a feature; `numeric` and `categorical` have to name at least one.",
                rows.File
            );
    }

    private static void Assign(
        ITableRows rows,
        ColumnUse[] uses,
        IReadOnlyList<string> names,
        ColumnUse use,
        string option
    )
    {
        foreach (string name in names)
        {
            int column = rows.Names.IndexOf(name);
            if (column < 0)
            {
                throw new InputException(
                    $"no column is named '{name}' (option `{option}`).{(rows.Doubt.Length > 0 ? rows.Doubt : NearestName.Hint(name, rows.Names))}",
                    rows.File,
                    1
                );
            }

            if (uses[column] != ColumnUse.Ignored)
            {
                throw new InputException(
                    $"the column '{name}' is declared twice ({uses[column]} and {use}); one use is right.",
                    rows.File,
                    1
                );
            }

            uses[column] = use;
        }
    }

    private static int IndexOf(this IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
