using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Tokenizers;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>
/// Turns rows of text into token sequences: begin (where the tokenizer has one), prompt, answer, end. The answer and its end are asked for, of a
/// document everything. Prompt and answer are tokenised as the one text that a model reads; what the prompt alone would not have is the answer's.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="context">Tokens of the longest row; longer ones are cut at their end.</param>
public sealed class TextEncoding(Tokenizer tokenizer, int context)
{
    private int _cut;
    private int _cutAnswers;

    /// <summary>The sequence of a row, with its paraphrase and wrong answers.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Null where not one token of the answer fits.</returns>
    /// <exception cref="InputException">The tokenizer cannot read the text.</exception>
    public TokenSequence? Encode(TextRow row)
    {
        if (Encode(row.Prompt, row.Answer, ref _cut) is not { } sequence)
        {
            return null;
        }

        return sequence with
        {
            Paraphrase = row.Paraphrase.Length > 0 ? Encode(row.Prompt, row.Paraphrase, ref _cutAnswers) : null,
            WrongAnswers =
            [
                .. row
                    .WrongAnswers.Select(answer => Encode(row.Prompt, answer, ref _cutAnswers))
                    .OfType<TokenSequence>(),
            ],
        };
    }

    /// <summary>The tokens of a prompt alone, from which an answer can be continued.</summary>
    public ImmutableArray<int> Prompt(string prompt) => [.. Begin, .. tokenizer.Encode(prompt)];

    /// <summary>What was cut so far, as a note for people; none where nothing was.</summary>
    public IEnumerable<DataNote> Notes(int leftOut)
    {
        if (_cut + _cutAnswers + leftOut > 0)
        {
            yield return new DataNote(
                "cut-rows",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of rows longer than {context} tokens, {_cut} are cut at their end, {leftOut} are left out because their prompt alone is longer, and {_cutAnswers} paraphrases and wrong answers are cut; `context` says how long rows may be."
                )
            );
        }
    }

    private ImmutableArray<int> Begin => tokenizer.Begin is { } begin ? [begin] : [];

    private TokenSequence? Encode(string prompt, string answer, ref int cut)
    {
        ImmutableArray<int> begin = Begin;
        ImmutableArray<int> alone = prompt.Length > 0 ? tokenizer.Encode(prompt) : [];
        ImmutableArray<int> both = tokenizer.Encode(prompt + answer);
        int shared = 0;
        while (shared < Math.Min(alone.Length, both.Length) && alone[shared] == both[shared])
        {
            shared++;
        }

        ImmutableArray<int> tokens = [.. begin, .. both, .. tokenizer.End is { } end ? (ImmutableArray<int>)[end] : []];
        int first = Math.Max(1, begin.Length + shared);
        if (first >= Math.Min(context, tokens.Length))
        {
            return null;
        }

        cut += tokens.Length > context ? 1 : 0;
        return TokenSequence.After(tokens[..Math.Min(context, tokens.Length)], first) with
        {
            Prompt = prompt,
            Answer = answer,
        };
    }
}
