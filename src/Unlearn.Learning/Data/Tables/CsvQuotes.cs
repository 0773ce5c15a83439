using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>
/// Checks quotes before a table is read: one that never closes, or that stands within a cell, would swallow the lines behind it
/// (RFC 4180, section 2, rules 5 to 7).
/// </summary>
internal static class CsvQuotes
{
    private const char Quote = '"';

    /// <summary>Goes through all cells.</summary>
    /// <exception cref="InputException">A quote has no end, or stands where none may; with the line where it opens.</exception>
    public static void Check(string text, char delimiter, string file)
    {
        if (!text.Contains(Quote, StringComparison.Ordinal))
        {
            return;
        }

        int line = 1;
        int at = 0;
        while (at < text.Length)
        {
            at = Blanks(text, at, delimiter);
            at =
                at < text.Length && text[at] == Quote
                    ? Quoted(text, at, delimiter, file, ref line)
                    : Plain(text, at, delimiter, file, line);
            if (at < text.Length && text[at] == '\n')
            {
                line++;
            }

            at++;
        }
    }

    /// <summary>Goes behind a cell in quotes.</summary>
    private static int Quoted(string text, int at, char delimiter, string file, ref int line)
    {
        int opened = line;
        for (at++; ; at++)
        {
            if (at >= text.Length)
            {
                throw new InputException("the quote that opens a cell on this line has no end.", file, opened);
            }

            if (text[at] == '\n')
            {
                line++;
            }
            else if (text[at] == Quote && at + 1 < text.Length && text[at + 1] == Quote)
            {
                at++;
            }
            else if (text[at] == Quote)
            {
                break;
            }
        }

        at = Blanks(text, at + 1, delimiter);
        return at >= text.Length || text[at] == delimiter || text[at] is '\n' or '\r'
            ? at
            : throw new InputException(
                $"the quote that opens a cell on this line ends on line {line} before the character {text[at]}; the next cell or the line's end "
                    + "must follow (a quote within a cell is written twice).",
                file,
                opened
            );
    }

    /// <summary>Goes behind a cell without quotes.</summary>
    private static int Plain(string text, int at, char delimiter, string file, int line)
    {
        for (; at < text.Length && text[at] != delimiter && text[at] != '\n'; at++)
        {
            if (text[at] == Quote)
            {
                throw new InputException(
                    "a quote stands within a cell that does not begin with one; such a cell is put in quotes, and the quote within it is "
                        + "written twice.",
                    file,
                    line
                );
            }
        }

        return at;
    }

    private static int Blanks(string text, int at, char delimiter)
    {
        while (at < text.Length && text[at] is ' ' or '\t' && text[at] != delimiter)
        {
            at++;
        }

        return at;
    }
}
