using Unlearn.Core;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Checks one row after another: missing cells, numbers, classes.</summary>
internal sealed class RowReader(ITableRows rows, TableSchema schema, ColumnUse[] uses)
{
    /// <summary>What other programs write for a missing cell.</summary>
    private static readonly string[] UsualMarks =
    [
        "-",
        ".",
        "#N/A",
        "<NA>",
        "N/A",
        "NA",
        "NaN",
        "NaT",
        "None",
        "NULL",
        "?",
        "unknown",
    ];

    private readonly string[] _missingTexts = [.. schema.MissingTexts];

    /// <summary>The present row's number cells by column; not-a-number where missing.</summary>
    public ExactNumber[] Numbers { get; } = new ExactNumber[uses.Length];

    /// <summary>Checks the present row; false where it is left out.</summary>
    /// <exception cref="InputException">A cell is missing, no number, or an undeclared class; with file and line.</exception>
    public bool Take()
    {
        int wrong = -1;
        for (int column = 0; column < uses.Length; column++)
        {
            // Query-only columns may have gaps: no model sees them.
            if (uses[column] is ColumnUse.Ignored or ColumnUse.Query)
            {
                continue;
            }

            ReadOnlySpan<char> cell = rows.Cell(column);
            bool missing = IsMissing(cell);
            if (missing && schema.Missing == MissingValues.Drop)
            {
                return false;
            }

            bool right = missing
                ? MayBeMissing(uses[column])
                : uses[column] switch
                {
                    ColumnUse.Numeric => Parse(cell, column),
                    ColumnUse.Label => IsClass(cell),
                    ColumnUse.Part => PartNames.Find(cell) is not null,
                    _ => true,
                };
            if (missing)
            {
                Numbers[column] = ExactNumber.Missing;
            }

            // The first wrong cell is reported, unless the row is left out because of a later one.
            wrong = right || wrong >= 0 ? wrong : column;
        }

        return wrong < 0 ? true : throw Wrong(wrong);
    }

    private bool IsMissing(ReadOnlySpan<char> cell)
    {
        foreach (string text in _missingTexts)
        {
            if (cell.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayBeMissing(ColumnUse use) =>
        schema.Missing == MissingValues.Fill && use is (ColumnUse.Numeric or ColumnUse.Categorical);

    private bool Parse(ReadOnlySpan<char> cell, int column) =>
        NumberCell.TryRead(cell, schema.DecimalMark, out Numbers[column])
        && float.IsFinite((float)Numbers[column].Value);

    private bool IsClass(ReadOnlySpan<char> cell) =>
        schema.Classes.Count == 0 || schema.Classes.Contains(cell.ToString());

    private InputException Wrong(int column)
    {
        string whole = rows.Cell(column).ToString();
        string cell = VisibleText.Excerpt(whole);
        string name = rows.Names[column];
        string message =
            IsMissing(whole)
                ? $"the cell of column '{name}' is missing ('{cell}'); a value is right (`missing: drop` leaves such rows out, "
                    + "`missing: fill` fills features)."
            : uses[column] == ColumnUse.Label
                ? $"the label '{cell}' in column '{name}' is none of the declared classes ({string.Join(", ", schema.Classes)})."
            : uses[column] == ColumnUse.Part ? $"'{cell}' in column '{name}' names no part; {PartNames.Right}."
            : $"'{cell}' in column '{name}' is not a finite number; {Advice(whole)}";
        return new InputException(message, rows.File, rows.Line);
    }

    private string Advice(string cell) =>
        Array.Exists(UsualMarks, mark => string.Equals(mark, cell, StringComparison.OrdinalIgnoreCase))
            ? $"if it marks a missing value, `missingTexts: [{string.Join(", ", schema.MissingTexts.Append(cell).Select(static text => $"\"{text}\""))}]` "
                + "says so, with `missing: drop` or `missing: fill`."
        : schema.DecimalMark == '.' && NumberCell.TryRead(cell, ',', out _)
            ? "if the comma marks decimals, `decimal: ','` says so."
        : "numbers like -1.5 or 2e3 are right (text columns are declared under `categorical`).";
}
