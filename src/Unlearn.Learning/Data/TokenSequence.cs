using System.Collections.Immutable;

namespace Unlearn.Learning.Data;

/// <summary>One point of text: a question with its answer, a document, a window of one.</summary>
/// <param name="Tokens">Ids, at least one, without padding.</param>
/// <param name="Labelled">
/// One value per token: whether a model is asked for it, given all tokens before it. Never the first one. Tokens that are not asked for, such
/// as those of a prompt, are read and never trained on.
/// </param>
public sealed record TokenSequence(ImmutableArray<int> Tokens, ImmutableArray<bool> Labelled)
{
    /// <summary>What stands before the first labelled token, for people.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>The text of the labelled tokens, for people.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The same prompt with the answer in other words, or null.</summary>
    public TokenSequence? Paraphrase { get; init; }

    /// <summary>The same prompt with answers of the same form that are wrong; there may be none.</summary>
    public ImmutableArray<TokenSequence> WrongAnswers { get; init; } = [];

    /// <summary>A question: everything after the first <paramref name="prompt"/> tokens is asked for.</summary>
    /// <param name="tokens">Ids, prompt first; the end token last where the model is to learn to stop.</param>
    /// <param name="prompt">Tokens of the prompt, at least one.</param>
    public static TokenSequence After(ImmutableArray<int> tokens, int prompt) =>
        new(tokens, [.. tokens.Select((_, place) => place >= Math.Max(1, prompt))]);
}
