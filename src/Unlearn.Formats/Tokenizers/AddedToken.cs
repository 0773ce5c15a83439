using System.Text.Json;
using Unlearn.Core;

namespace Unlearn.Formats.Tokenizers;

/// <summary>A token that stands for its spelling wherever a text holds it, before anything is merged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its spelling.</param>
/// <param name="IsSpecial">Whether it is a mark (begin, end) and no text.</param>
/// <param name="IsNormalised">Whether it is looked for in the normalised text.</param>
/// <param name="TakesLeft">Whether it takes the white space before it.</param>
/// <param name="TakesRight">Whether it takes the white space after it.</param>
internal sealed record AddedToken(
    int Id,
    string Content,
    bool IsSpecial,
    bool IsNormalised,
    bool TakesLeft,
    bool TakesRight
)
{
    /// <summary>Reads an entry.</summary>
    /// <exception cref="InputException">It asks for whole words, which is not implemented.</exception>
    public static AddedToken Read(JsonElement entry, string file)
    {
        var token = new AddedToken(
            entry.GetProperty("id").GetInt32(),
            entry.GetProperty("content").GetString()!,
            TokenizerPart.Flag(entry, "special"),
            TokenizerPart.Flag(entry, "normalized", absent: true),
            TokenizerPart.Flag(entry, "lstrip"),
            TokenizerPart.Flag(entry, "rstrip")
        );
        return TokenizerPart.Flag(entry, "single_word")
            ? throw new InputException($"'single_word' of the added token '{token.Content}' is not implemented.", file)
            : token;
    }
}
