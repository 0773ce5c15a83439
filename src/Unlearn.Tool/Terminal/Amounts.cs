using System.Globalization;
using Unlearn.Core;

namespace Unlearn.Tool.Terminal;

/// <summary>Sizes and times as people write and read them.</summary>
internal static class Amounts
{
    private static readonly string[] SizeUnits = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>Bytes with a decimal unit: <c>1.2 MB</c>.</summary>
    public static string Size(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < SizeUnits.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + SizeUnits[unit];
    }

    /// <summary>Reads <c>500MB</c>, <c>2 GB</c>, <c>1000</c> (bytes).</summary>
    /// <exception cref="InputException">It is no size.</exception>
    public static long ReadSize(string text)
    {
        (double number, string unit) = Split(text);
        int power = Array.FindIndex(
            SizeUnits,
            known => known.Equals(unit.Length == 0 ? "B" : unit, StringComparison.OrdinalIgnoreCase)
        );
        return power >= 0 && number >= 0
            ? (long)(number * Math.Pow(1000, power))
            : throw new InputException($"'{text}' is no size: write a number with kB, MB, GB or TB, such as 2GB");
    }

    /// <summary>Reads <c>30d</c>, <c>12h</c>, <c>15m</c>, <c>10s</c>.</summary>
    /// <exception cref="InputException">It is no time.</exception>
    public static TimeSpan ReadTime(string text)
    {
        (double number, string unit) = Split(text);
        double? seconds = unit.ToLowerInvariant() switch
        {
            "d" => 86400,
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            _ => null,
        };
        return seconds is { } each && number is >= 0 and < 1e7
            ? TimeSpan.FromSeconds(number * each)
            : throw new InputException($"'{text}' is no time: write a number with d, h, m or s, such as 30d");
    }

    private static (double Number, string Unit) Split(string text)
    {
        string trimmed = text.Trim();
        int end = trimmed.TakeWhile(static c => char.IsAsciiDigit(c) || c == '.').Count();
        return double.TryParse(
            trimmed[..end],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double number
        )
            ? (number, trimmed[end..].Trim())
            : (double.NaN, "");
    }
}
