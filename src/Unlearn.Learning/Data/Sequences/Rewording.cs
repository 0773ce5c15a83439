using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Formats.Tokenizers;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>Texts that are made of a point and that models are asked about beside it.</summary>
public static class Rewording
{
    /// <summary>The texts of one form.</summary>
    /// <param name="table">Points with their tokenizer.</param>
    /// <param name="point">Which.</param>
    /// <param name="form">The form.</param>
    /// <param name="context">Tokens of the longest text; longer ones are cut, and left out where nothing of the answer stays.</param>
    /// <exception cref="ArgumentException">The points are tokens without a text.</exception>
    public static ImmutableArray<TokenSequence> Of(TokenTable table, int point, TextForm form, int context)
    {
        TokenSequence row = table[point];
        ImmutableArray<TokenSequence> texts = form switch
        {
            TextForm.LowerCase => LowerCase(table, row, context),
            TextForm.Paraphrase => [row.Paraphrase ?? row],
            TextForm.WrongAnswers => row.WrongAnswers,
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "there is no such form"),
        };
        return [.. texts.Select(text => Cut(text, context)).OfType<TokenSequence>()];
    }

    private static ImmutableArray<TokenSequence> LowerCase(TokenTable table, TokenSequence row, int context)
    {
        Tokenizer tokenizer = table.Tokenizer ?? throw new ArgumentException("The points have no text.", nameof(table));
        TextRow lower = new(
            row.Prompt.ToLower(CultureInfo.InvariantCulture),
            row.Answer.ToLower(CultureInfo.InvariantCulture)
        );
        if (new TextEncoding(tokenizer, context).Encode(lower) is not { } text)
        {
            return [];
        }

        // A window of a text, and a row that was cut, do not ask for an end.
        bool ends = tokenizer.End is not { } end || row.Tokens[^1] == end || text.Tokens[^1] != end;
        return [ends || text.Labelled.Count(static asked => asked) == 1 ? text : Cut(text, text.Tokens.Length - 1)!];
    }

    private static TokenSequence? Cut(TokenSequence text, int context) =>
        text.Tokens.Length <= context ? text
        : text.Labelled.IndexOf(true) < context
            ? text with
            {
                Tokens = text.Tokens[..context],
                Labelled = text.Labelled[..context],
            }
        : null;
}
