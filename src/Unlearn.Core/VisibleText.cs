using System.Globalization;
using System.Text;

namespace Unlearn.Core;

/// <summary>
/// Text from files, manifests and command lines made fit to be read: characters that command a terminal (escape sequences, carriage
/// returns, C1 controls) or turn the direction of writing are shown as <c>\u001b</c> instead of obeyed.
/// </summary>
public static class VisibleText
{
    /// <summary>The text with such characters written out; line feeds and tabs stay.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Commands) && !HasLoneSurrogate(text))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                shown.Append(c).Append(text[++at]);
            }
            else if (c == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
            {
                shown.Append(c);
            }
            else if (Commands.Contains(c) || char.IsSurrogate(c))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.ToString();
    }

    /// <summary>The same on one line: line feeds and tabs are written out too, so that a text cannot pass for further lines of output.</summary>
    public static string EscapeLine(string text) =>
        Escape(text)
            .Replace("\r\n", @"\n", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal)
            .Replace("\t", @"\t", StringComparison.Ordinal);

    /// <summary>The beginning of a text that may be long, as a message quotes it.</summary>
    /// <param name="text">A cell, a condition, a name from a file.</param>
    /// <param name="most">Characters that are quoted.</param>
    public static string Excerpt(string text, int most = 120) =>
        text.Length <= most
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, most)}... ({text.Length} characters)");

    /// <summary>C0 but for tab and line feed, delete, C1, line and paragraph separators, and the marks that turn text around.</summary>
    private static System.Buffers.SearchValues<char> Commands { get; } =
        System.Buffers.SearchValues.Create([
            .. Enumerable
                .Range(0, 0xa0)
                .Select(static code => (char)code)
                .Where(static c => char.IsControl(c) && c is not ('\t' or '\n')),
            '\u061c',
            '\u200e',
            '\u200f',
            .. Enumerable.Range(0x2028, 7).Select(static code => (char)code),
            .. Enumerable.Range(0x2066, 4).Select(static code => (char)code),
        ]);

    private static bool HasLoneSurrogate(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}
