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
        string clean = new([.. label.Select(static character => char.IsControl(character) ? ' ' : character)]);
        return clean.Length <= Longest ? clean : $"{clean[..14]}…{clean[^15..]}";
    }
}
