using System.Globalization;

namespace Unlearn.Learning.Data.Tables;

/// <summary>Collects a column of numbers, whole ones beyond 2^53 included.</summary>
internal sealed class NumberColumn
{
    private readonly List<double> _values = [];
    private double[]? _residues;

    /// <summary>Adds a number.</summary>
    public void Add(ExactNumber number)
    {
        if (number.Residue != 0)
        {
            _residues ??= [];
            Array.Resize(ref _residues, Math.Max(_residues.Length, Capacity(_values.Count + 1)));
            _residues[_values.Count] = number.Residue;
        }

        _values.Add(number.Value);
    }

    /// <summary>The number of a row as models see it.</summary>
    public float Feature(int row) => (float)_values[row];

    /// <summary>The column for queries.</summary>
    public DataColumn ToColumn()
    {
        if (_residues is null)
        {
            return DataColumn.OfNumbers([.. _values]);
        }

        var residues = new double[_values.Count];
        _residues.AsSpan(0, Math.Min(_residues.Length, residues.Length)).CopyTo(residues);
        return DataColumn.OfNumbers([.. _values], residues);
    }

    /// <summary>
    /// Reads a cell: a finite number, or true or false as 1 or 0, as every format writes them. Where a comma marks decimals, a point is none.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> cell, char decimalMark, out ExactNumber number)
    {
        if (decimalMark == '.' ? ExactNumber.TryParse(cell, out number) : TryReadMarked(cell, decimalMark, out number))
        {
            return true;
        }

        bool truth = bool.TryParse(cell, out bool flag);
        number = truth ? new ExactNumber(flag ? 1 : 0) : ExactNumber.Missing;
        return truth;
    }

    private static bool TryReadMarked(ReadOnlySpan<char> cell, char decimalMark, out ExactNumber number)
    {
        var format = new NumberFormatInfo
        {
            NumberDecimalSeparator = decimalMark.ToString(),
            NumberGroupSeparator = "",
        };
        if (!cell.Contains(decimalMark))
        {
            number = ExactNumber.Missing;
            return !cell.Contains('.') && ExactNumber.TryParse(cell, out number);
        }

        bool found = double.TryParse(cell, NumberStyles.Float, format, out double value) && double.IsFinite(value);
        number = found ? new ExactNumber(value) : ExactNumber.Missing;
        return found;
    }

    private static int Capacity(int count) =>
        Math.Max(16, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
}
