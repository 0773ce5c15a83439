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

    /// <summary>Text on one line, with nothing that SVG cannot write.</summary>
    public static string OneLine(string label) =>
        XmlText.Valid(new string([.. label.Select(static character => char.IsControl(character) ? ' ' : character)]));
}
