using System.Globalization;
using System.Text;

namespace Unlearn.Generators.Diagnostics;

/// <summary>Manifest text made fit for one line of a message.</summary>
internal static class Display
{
    private const int Longest = 60;
    private const int LongestSentence = 300;

    /// <summary>The text on one line, shortened, control and invisible characters escaped.</summary>
    public static string Text(string text) => Shorten(text, Longest);

    /// <summary>The same for a whole sentence.</summary>
    public static string Sentence(string text) => Shorten(text, LongestSentence);

    /// <summary>The text on one line at its whole length.</summary>
    public static string Visible(string text) => Shorten(text, int.MaxValue);

    /// <summary>The text in single quotes.</summary>
    public static string Quote(string text) => $"'{Text(text)}'";

    /// <summary>A number as a person would write it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Shorten(string text, int longest)
    {
        StringBuilder shown = new();
        for (int at = 0; at < text.Length && shown.Length < longest; at++)
        {
            char c = text[at];
            bool pair = char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            if (pair)
            {
                shown.Append(c).Append(text[++at]);
            }
            else if (IsVisible(c))
            {
                shown.Append(c);
            }
            else
            {
                shown.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return shown.Length >= longest && shown.Length < text.Length
            ? shown.Append("...").ToString()
            : shown.ToString();
    }

    private static bool IsVisible(char c) =>
        c == ' '
        || CharUnicodeInfo.GetUnicodeCategory(c)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
