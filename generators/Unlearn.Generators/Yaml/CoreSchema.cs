using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Unlearn.Generators.Yaml;

/// <summary>Reads plain scalars by the YAML 1.2 core schema, whatever the culture; quoted scalars are text.</summary>
internal static class CoreSchema
{
    private static readonly Regex Decimal = new("^[-+]?[0-9]+$", RegexOptions.CultureInvariant);
    private static readonly Regex Octal = new("^0o[0-7]+$", RegexOptions.CultureInvariant);
    private static readonly Regex Hexadecimal = new("^0x[0-9a-fA-F]+$", RegexOptions.CultureInvariant);
    private static readonly Regex Floating = new(
        @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
        RegexOptions.CultureInvariant
    );

    private static readonly BigInteger Beyond = BigInteger.Pow(10, 20);
    private static readonly Regex Infinite = new(@"^[-+]?\.(inf|Inf|INF)$", RegexOptions.CultureInvariant);

    public static bool? ReadBoolean(YamlScalar scalar) =>
        scalar switch
        {
            { IsPlain: true, Text: "true" or "True" or "TRUE" } => true,
            { IsPlain: true, Text: "false" or "False" or "FALSE" } => false,
            _ => null,
        };

    /// <summary>
    /// A whole number, or null when the scalar is none. One that no 64 bits hold comes back as 10^20 or -10^20: no option takes such numbers, and
    /// reading a million digits exactly takes quadratic time.
    /// </summary>
    public static BigInteger? ReadInteger(YamlScalar scalar) =>
        Digits(scalar) is { } whole
            ? whole.Digits.Aggregate(
                BigInteger.Zero,
                (sum, digit) => sum >= Beyond ? Beyond : BigInteger.Min(Beyond, (sum * whole.Base) + Value(digit))
            ) * whole.Sign
            : null;

    /// <summary>A number, infinite where it overflows, or null when the scalar is none.</summary>
    public static double? ReadNumber(YamlScalar scalar)
    {
        if (Digits(scalar) is { } whole && whole.Base != 10)
        {
            return whole.Digits.Aggregate(0.0, (sum, digit) => (sum * whole.Base) + Value(digit));
        }

        if (!scalar.IsPlain)
        {
            return null;
        }

        string text = scalar.Text;
        if (Floating.IsMatch(text))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : double.PositiveInfinity;
        }

        if (Infinite.IsMatch(text))
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return text is ".nan" or ".NaN" or ".NAN" ? double.NaN : null;
    }

    private static (int Base, int Sign, IEnumerable<char> Digits)? Digits(YamlScalar scalar)
    {
        string text = scalar.Text;
        return !scalar.IsPlain ? null
            : Decimal.IsMatch(text) ? (10, text[0] == '-' ? -1 : 1, text.Where(static c => c is not ('-' or '+')))
            : Hexadecimal.IsMatch(text) ? (16, 1, text.Skip(2))
            : Octal.IsMatch(text) ? (8, 1, text.Skip(2))
            : null;
    }

    private static int Value(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
