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

    private static readonly Regex Infinite = new(@"^[-+]?\.(inf|Inf|INF)$", RegexOptions.CultureInvariant);

    public static bool? ReadBoolean(YamlScalar scalar) =>
        scalar switch
        {
            { IsPlain: true, Text: "true" or "True" or "TRUE" } => true,
            { IsPlain: true, Text: "false" or "False" or "FALSE" } => false,
            _ => null,
        };

    /// <summary>A whole number of any size, or null when the scalar is none.</summary>
    public static BigInteger? ReadInteger(YamlScalar scalar)
    {
        if (!scalar.IsPlain)
        {
            return null;
        }

        string text = scalar.Text;
        if (Decimal.IsMatch(text))
        {
            return BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        if (Hexadecimal.IsMatch(text))
        {
            return BigInteger.Parse(
                "0" + text.Substring(2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture
            );
        }

        return Octal.IsMatch(text)
            ? text.Skip(2).Aggregate(BigInteger.Zero, static (sum, digit) => (sum * 8) + (digit - '0'))
            : null;
    }

    /// <summary>A number, infinite where it overflows, or null when the scalar is none.</summary>
    public static double? ReadNumber(YamlScalar scalar)
    {
        if (ReadInteger(scalar) is { } whole)
        {
            return (double)whole;
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
}
