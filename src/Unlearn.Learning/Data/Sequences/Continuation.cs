using System.Collections.Immutable;
using Unlearn.Formats.Tokenizers;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>What a model is asked to go on from, and what would be right: a question and its answer, or a document's halves.</summary>
/// <param name="Tokens">Tokens to go on from.</param>
/// <param name="Prompt">Their text.</param>
/// <param name="Right">What would be right, as text.</param>
public sealed record Continuation(ImmutableArray<int> Tokens, string Prompt, string Right)
{
    /// <summary>Tokens that a model is let go on for at most.</summary>
    public const int MostTokens = 200;

    /// <summary>The continuation of a point.</summary>
    /// <param name="table">Points with their tokenizer.</param>
    /// <param name="point">Which.</param>
    /// <exception cref="ArgumentException">The points are tokens without a text.</exception>
    public static Continuation Of(TokenTable table, int point)
    {
        Tokenizer tokenizer = table.Tokenizer ?? throw new ArgumentException("The points have no text.", nameof(table));
        TokenSequence row = table[point];
        if (row.Prompt.Length > 0)
        {
            return new Continuation(row.Tokens[..table.Labelled(point)[0]], row.Prompt, row.Answer);
        }

        int half = Math.Max(1, row.Tokens.Length / 2);
        return new Continuation(
            row.Tokens[..half],
            tokenizer.Decode(row.Tokens[..half]),
            tokenizer.Decode(row.Tokens[half..])
        );
    }
}
