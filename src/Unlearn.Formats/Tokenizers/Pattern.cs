using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Unlearn.Core;

namespace Unlearn.Formats.Tokenizers;

/// <summary>What a tokenizer file looks for in texts: a plain text or a regular expression.</summary>
internal sealed class Pattern
{
    // These mean other characters here than in the library that wrote the file.
    private static readonly string[] OtherMeanings = [@"\w", @"\W", @"\b", @"\B", @"\h", @"\H", @"\X", @"\R", "[[:"];

    // A file may hold an expression that never comes to an end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Regex _expression;
    private readonly string _file;

    /// <summary>A regular expression.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public Pattern(string expression, string file)
    {
        _file = file;
        try
        {
            _expression = new Regex(expression, RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"the expression is not implemented: {error.Message}", file, 0, error);
        }
    }

    /// <summary>A plain text.</summary>
    public static Pattern Literal(string text, string file) => new(Regex.Escape(text), file);

    /// <summary>The pattern of an entry <c>{"String": ...}</c> or <c>{"Regex": ...}</c>.</summary>
    /// <exception cref="InputException">It is neither, or has constructs that mean something else here.</exception>
    public static Pattern Read(JsonElement entry, string file)
    {
        if (entry.TryGetProperty("String", out JsonElement text))
        {
            return Literal(text.GetString()!, file);
        }

        string expression = entry.GetProperty("Regex").GetString()!;
        string? other = OtherMeanings.FirstOrDefault(part => expression.Contains(part, StringComparison.Ordinal));
        return other is null
            ? new Pattern(expression, file)
            : throw new InputException($"the expression {expression} uses {other}, which is not implemented.", file);
    }

    /// <summary>The text with every match replaced.</summary>
    public string Replace(string text, string content) =>
        string.Concat(Cut(text).Select(part => part.IsMatch ? content : part.Piece));

    /// <summary>The text cut into matches and what lies between them, in order and without empty pieces.</summary>
    public IEnumerable<(string Piece, bool IsMatch)> Cut(string text)
    {
        int at = 0;
        foreach ((int start, int end) in Find(text))
        {
            if (start > at)
            {
                yield return (text[at..start], false);
            }

            yield return (text[start..end], true);
            at = end;
        }

        if (at < text.Length)
        {
            yield return (text[at..], false);
        }
    }

    /// <summary>The places where it matches, in order: start and end in chars. Empty matches are passed over.</summary>
    private IEnumerable<(int Start, int End)> Find(string text)
    {
        // Expressions see chars, and half of a surrogate pair is no letter: each pair is stood in for by one char of its class.
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return Matches(text);
        }

        var shadow = new StringBuilder(text.Length);
        var places = new List<int>(text.Length + 1);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            places.Add(at);
            shadow.Append(rune.IsBmp ? (char)rune.Value : StandIn(rune));
            at += rune.Utf16SequenceLength;
        }

        places.Add(at);
        return Matches(shadow.ToString()).Select(match => (places[match.Start], places[match.End]));
    }

    private List<(int Start, int End)> Matches(string text)
    {
        try
        {
            return
            [
                .. _expression
                    .Matches(text)
                    .Where(static match => match.Length > 0)
                    .Select(static match => (match.Index, match.Index + match.Length)),
            ];
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new InputException($"the expression {_expression} does not come to an end.", _file, 0, error);
        }
    }

    /// <summary>A char of the same class that no tokenizer's expression names.</summary>
    private static char StandIn(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter => '\u13a0',
            UnicodeCategory.LowercaseLetter => '\u1d00',
            UnicodeCategory.ModifierLetter => '\u02ec',
            UnicodeCategory.OtherLetter => '\u10d0',
            UnicodeCategory.DecimalDigitNumber => '\u0be6',
            UnicodeCategory.LetterNumber => '\u16ee',
            UnicodeCategory.OtherNumber => '\u0bf0',
            UnicodeCategory.NonSpacingMark => '\u0a3c',
            UnicodeCategory.SpacingCombiningMark => '\u0a3e',
            UnicodeCategory.OtherPunctuation => '\u0df4',
            UnicodeCategory.MathSymbol => '\u03f6',
            UnicodeCategory.Format => '\u061c',
            _ => '\u0bf3',
        };
}
