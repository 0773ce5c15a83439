using Unlearn.Core;
using Unlearn.Formats.Tables;

namespace Unlearn.Formats.Arrays;

/// <summary>A column of a table on its way to an array.</summary>
/// <param name="Name">Its name.</param>
internal sealed record ArrayColumn(string Name)
{
    private readonly List<double> _values = [];
    private List<string>? _texts;

    /// <summary>The numbers; not-a-number where there is none.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The texts, where the first cell is one; else null.</summary>
    public IReadOnlyList<string>? Texts => _texts;

    /// <summary>The first cell that is no number although the cells before are, in words; else null.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Adds the cell of the present row.</summary>
    public void Add(ITableRows rows, int column)
    {
        ReadOnlySpan<char> cell = rows.Cell(column);
        bool isNumber = NumberCell.TryRead(cell, '.', out ExactNumber number);
        if (_values.Count == 0 && !isNumber && cell.Length > 0 && !HasDecimalComma(cell))
        {
            _texts = [];
        }

        _texts?.Add(cell.ToString());
        if (_texts is null && !isNumber)
        {
            Flaw ??=
                $"{rows.File}({rows.Line}): '{VisibleText.Excerpt(cell.ToString())}' in column '{Name}' is not a number{Advice(cell)}.";
        }

        _values.Add(number.Value);
    }

    /// <summary>The array.</summary>
    public NamedArray ToArray(int[] axes) =>
        new(Name, axes, [.. _values])
        {
            Texts = _texts,
            Flaw = IndexColumn.Is(Name)
                ? $"'{Name}' is a column without a name: the row numbers that pandas writes."
                : Flaw,
        };

    private static bool HasDecimalComma(ReadOnlySpan<char> cell) => NumberCell.TryRead(cell, ',', out _);

    private static string Advice(ReadOnlySpan<char> cell) =>
        HasDecimalComma(cell) ? "; a point marks decimals (pandas: read with decimal=',', write without)" : "";
}
