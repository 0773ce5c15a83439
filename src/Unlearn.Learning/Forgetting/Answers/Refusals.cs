using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>Sentences by which a model says that it does not know.</summary>
internal static class Refusals
{
    /// <summary>Those of methods that name none.</summary>
    public static ImmutableArray<string> Usual { get; } =
    [
        "I do not know.",
        "I have no information about that.",
        "I am not sure.",
        "That is unknown to me.",
        "I cannot answer that.",
        "I never learned that.",
        "I have nothing to say about that.",
        "Sorry, I do not know that.",
        "I have not heard of it.",
        "This is beyond what I know.",
    ];

    /// <summary>One sentence on each line of a text file; empty lines are passed over.</summary>
    /// <exception cref="InputException">It cannot be read, or has no sentence.</exception>
    public static ImmutableArray<string> Read(string file)
    {
        ImmutableArray<string> lines =
        [
            .. TextBytes
                .Decode(FileBytes.ReadContent(file, ""), TextBytes.Usual, file)
                .Split('\n')
                .Select(static line => line.Trim())
                .Where(static line => line.Length > 0),
        ];
        return lines.Length > 0
            ? lines
            : throw new InputException("the file is empty; a refusal on each line is right.", file);
    }

    /// <summary>A method's sentences: those of its file, or without one those that it lists.</summary>
    /// <param name="listed">Those that it lists.</param>
    /// <param name="file">The name of its file; empty: none.</param>
    /// <param name="folders">Where files are.</param>
    /// <exception cref="InputException">The file cannot be read, or has no sentence.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> listed, string file, DataFolders folders) =>
        file.Length == 0 ? listed : Read(folders.Resolve(file));

    /// <summary>Why a request cannot be answered with refusals, or null.</summary>
    public static string? RefusalOf(TrainingData data, ForgetRequest request) =>
        data.Dataset.Sequences is not { Tokenizer: not null } table ? "its points are tokens without a text."
        : request.Forget.Any(point => table[point].Prompt.Length == 0)
            ? "a refusal answers a question, and these rows have none; datasets of questions have."
        : null;

    /// <summary>The prompts of a member's forgotten points, each with refusals as its answers, in an order of its own.</summary>
    /// <param name="context">Texts and requests.</param>
    /// <param name="member">Position in the context.</param>
    /// <param name="own">The sentences of a method; empty: the usual ones.</param>
    /// <param name="most">How many are enough.</param>
    public static IReadOnlyDictionary<int, ImmutableArray<TokenSequence>> Of(
        UnlearningContext context,
        int member,
        IReadOnlyList<string> own,
        int most
    )
    {
        ForgetRequest request = context.Requests[member];
        RandomKey key = request.Seed.Derive("refusals");
        TokenTable table = context.Data.Dataset.Sequences!;
        return request.Forget.ToDictionary(static point => point, point => Of(table, point, own, most, key));
    }

    /// <summary>A point's prompt with refusals as its answers, in an order of its own.</summary>
    /// <param name="table">Texts and their tokenizer.</param>
    /// <param name="point">Which.</param>
    /// <param name="own">The sentences of a method; empty: the usual ones.</param>
    /// <param name="most">How many are enough.</param>
    /// <param name="key">Decides the order.</param>
    public static ImmutableArray<TokenSequence> Of(
        TokenTable table,
        int point,
        IReadOnlyList<string> own,
        int most,
        RandomKey key
    )
    {
        IReadOnlyList<string> refusals = own.Count > 0 ? own : Usual;
        return
        [
            .. key.Derive(point)
                .Order([.. Enumerable.Range(0, refusals.Count)])
                .Take(Math.Max(1, most))
                .Select(choice => Of(table, table[point], refusals[choice])),
        ];
    }

    /// <summary>As long as the longest text at most, so that batches keep their width.</summary>
    private static TokenSequence Of(TokenTable table, TokenSequence row, string refusal)
    {
        Tokenizer tokenizer = table.Tokenizer!;
        if (new TextEncoding(tokenizer, table.Longest).Encode(new TextRow(row.Prompt, refusal)) is { } whole)
        {
            return whole;
        }

        // The prompt fills the longest text but for one token, and tokens of prompt and refusal together are one more.
        int prompt = row.Labelled.IndexOf(true);
        return TokenSequence.After([.. row.Tokens[..prompt], tokenizer.Encode(refusal)[0]], prompt);
    }
}
