using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Collects a text column as numbers of its distinct values.</summary>
internal sealed class TextColumn
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _values = [];
    private readonly List<int> _cells = [];

    /// <summary>An empty column.</summary>
    public TextColumn() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a cell.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (!_lookup.TryGetValue(cell, out int number))
        {
            number = _values.Count;
            string value = cell.ToString();
            _numbers[value] = number;
            _values.Add(value);
        }

        _cells.Add(number);
    }

    /// <summary>
    /// The distinct values, sorted (as numbers where all of them are numbers, else by character code), and each cell's place among them.
    /// Sorting makes the result independent of the order of rows.
    /// </summary>
    public (ImmutableArray<string> Values, int[] Cells) Sorted()
    {
        int[] order = [.. Enumerable.Range(0, _values.Count)];
        var asNumbers = new ExactNumber[_values.Count];
        bool numeric = true;
        for (int i = 0; numeric && i < asNumbers.Length; i++)
        {
            numeric = ExactNumber.TryParse(_values[i], out asNumbers[i]);
        }

        Array.Sort(
            order,
            (a, b) =>
                numeric && asNumbers[a].CompareTo(asNumbers[b]) is var difference and not 0
                    ? difference
                    : string.CompareOrdinal(_values[a], _values[b])
        );
        var place = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        return ([.. order.Select(at => _values[at])], [.. _cells.Select(number => place[number])]);
    }
}
