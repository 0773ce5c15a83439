using System.Text.Json;
using Unlearn.Core;

namespace Unlearn.Formats.Tokenizers;

/// <summary>Reads entries of a tokenizer file; what is not implemented is refused by its name.</summary>
internal static class TokenizerPart
{
    /// <summary>The <c>type</c> of an entry.</summary>
    public static string Type(JsonElement entry) => entry.GetProperty("type").GetString() ?? "";

    /// <summary>A switch of an entry; absent and null: the value given.</summary>
    public static bool Flag(JsonElement entry, string name, bool absent = false) =>
        entry.TryGetProperty(name, out JsonElement flag) && flag.ValueKind != JsonValueKind.Null
            ? flag.GetBoolean()
            : absent;

    /// <summary>A text of an entry; absent and null: empty.</summary>
    public static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";

    /// <summary>An entry of the file, or null where it is absent or null.</summary>
    public static JsonElement? Optional(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement entry) && entry.ValueKind != JsonValueKind.Null ? entry : null;

    /// <summary>The error about a part that is not implemented.</summary>
    /// <param name="kind">What it is: a normaliser, say.</param>
    /// <param name="type">Its name in the file.</param>
    /// <param name="known">Those that are implemented.</param>
    /// <param name="file">The file.</param>
    public static InputException Unknown(string kind, string type, string[] known, string file) =>
        new($"the {kind} '{type}' is not implemented; implemented: {string.Join(", ", known)}.", file);
}
