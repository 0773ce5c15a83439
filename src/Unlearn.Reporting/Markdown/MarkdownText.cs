using System.Text;

namespace Unlearn.Reporting.Markdown;

/// <summary>Text for GitHub's Markdown.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|#~&!$@";

    /// <summary>
    /// Escapes text for a paragraph, heading or table cell: nothing in it can start markup, an image, a mention or
    /// another cell, and it stays on one line.
    /// </summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char character in text)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                escaped.Append(' ');
            }
            else if (Special.Contains(character, StringComparison.Ordinal))
            {
                escaped.Append('\\').Append(character);
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    /// <summary>The same for the start of a line, where numbers, signs and indentation could start a list or a block.</summary>
    public static string EscapeLine(string text)
    {
        string escaped = Escape(text).Trim();
        int digits = escaped.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && digits < escaped.Length && escaped[digits] is ('.' or ')')
                ? $"{escaped[..digits]}\\{escaped[digits..]}"
            : escaped.Length > 0 && escaped[0] is ('-' or '+' or '=') ? "\\" + escaped
            : escaped;
    }

    /// <summary>A table row of cells that are Markdown already.</summary>
    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
