using System.Globalization;
using System.Numerics;

namespace Unlearn.Formats.Tables;

/// <summary>
/// A number as a file or a condition writes it. Whole numbers beyond 2^53, such as 64-bit ids, do not fit float64: what rounding
/// took off is kept beside the value, so that neighbours stay apart.
/// </summary>
/// <param name="Value">The nearest float64; not-a-number where the number is missing.</param>
/// <param name="Residue">The number less <paramref name="Value"/>; 0 except for whole numbers beyond 2^53.</param>
public readonly record struct ExactNumber(double Value, double Residue = 0) : IComparable<ExactNumber>
{
    private const double LastExact = 1L << 53;

    /// <summary>No number.</summary>
    public static ExactNumber Missing { get; } = new(double.NaN);

    /// <summary>Whether there is no number.</summary>
    public bool IsMissing => double.IsNaN(Value);

    /// <summary>A whole number.</summary>
    public static ExactNumber Of(long number) => new(number, (double)((Int128)number - (Int128)(double)number));

    /// <summary>Reads a finite number, with a point for the decimals.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber number)
    {
        // The runtime passes over NUL characters behind a number.
        bool found =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            && !text.Contains('\0');
        double residue =
            found
            && Math.Abs(value) >= LastExact
            && BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out BigInteger whole)
                ? (double)(whole - new BigInteger(value))
                : 0;
        number = new ExactNumber(value, residue);
        return found;
    }

    /// <summary>Orders by size; what rounds to the same float64 is told apart by the residue.</summary>
    public int CompareTo(ExactNumber other) =>
        Value.CompareTo(other.Value) is var order and not 0 ? order : Residue.CompareTo(other.Residue);

    /// <summary>Whether the left number is smaller.</summary>
    public static bool operator <(ExactNumber left, ExactNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is larger.</summary>
    public static bool operator >(ExactNumber left, ExactNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is not larger.</summary>
    public static bool operator <=(ExactNumber left, ExactNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is not smaller.</summary>
    public static bool operator >=(ExactNumber left, ExactNumber right) => left.CompareTo(right) >= 0;
}
