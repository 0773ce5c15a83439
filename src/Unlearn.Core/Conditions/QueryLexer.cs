using System.Globalization;

namespace Unlearn.Core.Conditions;

/// <summary>Cuts a condition into tokens.</summary>
internal static class QueryLexer
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "==", "=", "<", ">", "(", ")", "[", "]", ","];

    /// <summary>All tokens, the last one <see cref="QueryTokenKind.End"/>.</summary>
    /// <exception cref="QueryException">A character that means nothing, or a quote without an end.</exception>
    public static List<QueryToken> Read(string text)
    {
        var tokens = new List<QueryToken>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new QueryToken(QueryTokenKind.End, "", 0, at, 0));
                return tokens;
            }

            QueryToken next = Next(text, at);
            tokens.Add(next);
            at += next.Length;
        }
    }

    private static QueryToken Next(string text, int at)
    {
        char first = text[at];
        if (first is '\'' or '"' or '`')
        {
            int end = text.IndexOf(first, at + 1);
            return end < 0
                ? throw new QueryException($"the quote {first} has no end", at, text.Length - at)
                : new QueryToken(
                    first == '`' ? QueryTokenKind.Name : QueryTokenKind.Text,
                    text.Substring(at + 1, end - at - 1),
                    0,
                    at,
                    end - at + 1
                );
        }

        if (
            IsDigit(first)
            || (first is '-' or '+' or '.' && at + 1 < text.Length && (IsDigit(text[at + 1]) || text[at + 1] == '.'))
        )
        {
            return Number(text, at);
        }

        if (IsLetter(first))
        {
            int end = at;
            while (end < text.Length && (IsLetter(text[end]) || IsDigit(text[end]) || text[end] is '.' or '-'))
            {
                end++;
            }

            return new QueryToken(QueryTokenKind.Name, text.Substring(at, end - at), 0, at, end - at);
        }

        foreach (string symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return new QueryToken(QueryTokenKind.Symbol, symbol, 0, at, symbol.Length);
            }
        }

        throw new QueryException($"the character {first} means nothing here", at, 1);
    }

    private static QueryToken Number(string text, int at)
    {
        int end = at + 1;
        while (
            end < text.Length
            && (
                IsDigit(text[end])
                || IsLetter(text[end])
                || text[end] == '.'
                || (text[end] is '-' or '+' && text[end - 1] is 'e' or 'E')
            )
        )
        {
            end++;
        }

        string word = text.Substring(at, end - at);
        return
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && !double.IsInfinity(number)
            && !double.IsNaN(number)
            ? new QueryToken(QueryTokenKind.Number, word, number, at, end - at)
            : throw new QueryException($"{word} is no number", at, end - at);
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetter(char c) => char.IsLetter(c) || c == '_';
}
