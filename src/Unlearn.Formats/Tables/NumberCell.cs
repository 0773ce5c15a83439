using System.Globalization;

namespace Unlearn.Formats.Tables;

/// <summary>Reads numbers as tables write them.</summary>
internal static class NumberCell
{
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
}
