using System.Collections.Immutable;
using Unlearn.Formats.Tokenizers;

namespace Unlearn.Learning.Data;

/// <summary>The points of a dataset of text, as token ids.</summary>
public sealed class TokenTable
{
    private const int Block = 16;

    private readonly ImmutableArray<TokenSequence> _rows;
    private readonly int[][] _labelled;

    /// <summary>Checks the sequences.</summary>
    /// <param name="vocabulary">Number of tokens there are; ids are below it.</param>
    /// <param name="rows">One per point, at least one.</param>
    /// <exception cref="ArgumentException">
    /// An id is outside of the vocabulary, a mask has another length than its tokens, asks for the first token, or for none.
    /// </exception>
    public TokenTable(int vocabulary, ImmutableArray<TokenSequence> rows)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length);
        Vocabulary = vocabulary;
        _rows = rows;
        _labelled = new int[rows.Length][];
        for (int point = 0; point < rows.Length; point++)
        {
            TokenSequence row = rows[point];
            _labelled[point] = [.. Enumerable.Range(0, row.Labelled.Length).Where(place => row.Labelled[place])];
            if (row.Tokens.FirstOrDefault(id => id < 0 || id >= vocabulary, -1) is var wrong and >= 0)
            {
                throw new ArgumentException($"Point {point} has token {wrong}, beyond a vocabulary of {vocabulary}.");
            }

            if (row.Tokens.Length != row.Labelled.Length || _labelled[point] is not [> 0, ..])
            {
                throw new ArgumentException(
                    $"Point {point} must ask for one of its tokens or more, and never for the first, which nothing comes before."
                );
            }
        }

        Longest = rows.Max(static row => row.Tokens.Length);
        Width = (Longest + Block - 1) / Block * Block;
        MostLabelled = _labelled.Max(static places => places.Length);
    }

    /// <summary>What turned the texts into tokens, and turns answers back; null where the points are tokens without a text.</summary>
    public Tokenizer? Tokenizer { get; init; }

    /// <summary>Number of points.</summary>
    public int Count => _rows.Length;

    /// <summary>Number of tokens there are.</summary>
    public int Vocabulary { get; }

    /// <summary>Tokens of the longest point.</summary>
    public int Longest { get; }

    /// <summary>
    /// Tokens that every batch has room for: those of the longest point, rounded up to a multiple of 16. It belongs to the dataset, so that a
    /// point's numbers never depend on the lengths of its company.
    /// </summary>
    public int Width { get; }

    /// <summary>Labelled tokens of the point that has most.</summary>
    public int MostLabelled { get; }

    /// <summary>One point.</summary>
    public TokenSequence this[int point] => _rows[point];

    /// <summary>Positions of a point's labelled tokens, ascending; the model's output one position earlier answers each.</summary>
    public ReadOnlySpan<int> Labelled(int point) => _labelled[point];
}
