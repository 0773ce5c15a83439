using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>One row of text before it is turned into tokens.</summary>
/// <param name="Prompt">What is given; empty for a document.</param>
/// <param name="Answer">What a model is to say, or the document.</param>
public sealed record TextRow(string Prompt, string Answer)
{
    /// <summary>Whom the row is about, or who wrote it; empty: nobody is named.</summary>
    public string Group { get; init; } = "";

    /// <summary>The answer in other words; empty: there is none.</summary>
    public string Paraphrase { get; init; } = "";

    /// <summary>Answers of the same form that are wrong; there may be none.</summary>
    public ImmutableArray<string> WrongAnswers { get; init; } = [];

    /// <summary>Values that a query may name, by column; all rows have the same columns.</summary>
    public ImmutableSortedDictionary<string, string> Columns { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The set that it belongs to where the data say so, or null.</summary>
    public DataPart? Part { get; init; }
}
