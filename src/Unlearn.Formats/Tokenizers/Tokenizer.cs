using System.Collections.Immutable;

namespace Unlearn.Formats.Tokenizers;

/// <summary>Turns text into the numbers that a language model reads, and back.</summary>
public abstract class Tokenizer
{
    /// <summary>Its name for people: a kind, such as <c>bytes</c>, or the file that it came from.</summary>
    public abstract string Name { get; }

    /// <summary>Number of tokens; their ids are 0 to one below it.</summary>
    public abstract int Size { get; }

    /// <summary>The token that every sequence begins with, or null where models of this tokenizer expect none.</summary>
    public abstract int? Begin { get; }

    /// <summary>The token that says that an answer is complete, or null where the file names none.</summary>
    public abstract int? End { get; }

    /// <summary>The identity of the content, lower-case hexadecimal SHA-256: equal digests turn all texts into the same ids.</summary>
    public abstract string Digest { get; }

    /// <summary>The file that it was read from; null for one that needs none.</summary>
    public string? File { get; internal set; }

    /// <summary>The ids of a text, without begin and end.</summary>
    /// <param name="text">Any text; where it holds the spelling of a special token, that token stands for it, as in the files' own library.</param>
    /// <exception cref="Core.InputException">The tokenizer has no token for a character, or cannot normalise it.</exception>
    public abstract ImmutableArray<int> Encode(string text);

    /// <summary>The text of ids; bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="ids">Ids, each below <see cref="Size"/>.</param>
    /// <param name="special">Whether special tokens (begin, end) are spelt out. Default: they are left out.</param>
    public abstract string Decode(IReadOnlyList<int> ids, bool special = false);
}
