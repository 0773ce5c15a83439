using Unlearn.Reporting.Text;

namespace Unlearn.Reporting.Charts;

/// <summary>Text in charts.</summary>
internal static class ChartText
{
    /// <summary>Pixels that a character of the charts' text takes on average.</summary>
    public const double CharacterWidth = 6.7;

    private const int Longest = 30;

    /// <summary>A label short enough for a margin: the middle of long ones is left out, since ends tell variants apart.</summary>
    public static string Short(string label)
    {
        string clean = OneLine(label);
        return clean.Length <= Longest ? clean : $"{clean[..14]}…{clean[^15..]}";
    }

    /// <summary>As much of an axis' label as has room; the end of a longer one is left out.</summary>
    /// <param name="label">The label.</param>
    /// <param name="pixels">The room.</param>
    public static string Fit(string label, double pixels)
    {
        string clean = OneLine(label);
        int most = (int)(pixels / (CharacterWidth * AxisLabel.FontSize / 12));
        return clean.Length <= most ? clean : WritableText.Valid(clean[..(most - 1)]) + "…";
    }

    /// <summary>Text on one line, with nothing that SVG cannot write.</summary>
    public static string OneLine(string label) =>
        WritableText.Valid(
            new string([.. label.Select(static character => char.IsControl(character) ? ' ' : character)])
        );
}
