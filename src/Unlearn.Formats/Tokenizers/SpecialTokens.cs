using System.Text.Json;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tokenizers;

/// <summary>Which tokens begin and end a sequence, from the template of a tokenizer file and the settings that lie beside it.</summary>
/// <param name="Begin">The spelling of the first token, or null.</param>
/// <param name="End">The spelling of the last token, or null.</param>
internal sealed record SpecialTokens(string? Begin, string? End)
{
    private const long LargestSettings = 1 << 24;
    private static readonly string[] Known = ["TemplateProcessing", "ByteLevel", "Sequence"];

    /// <summary>Ends that model families use, where no file says which it is.</summary>
    private static readonly string[] UsualEnds =
    [
        "</s>",
        "<|endoftext|>",
        "<|end_of_text|>",
        "<|eot_id|>",
        "<|im_end|>",
        "<eos>",
    ];

    /// <summary>Reads both files.</summary>
    /// <param name="root">The tokenizer file's JSON.</param>
    /// <param name="file">The tokenizer file.</param>
    /// <param name="tokens">All tokens by spelling.</param>
    public static SpecialTokens Read(JsonElement root, string file, IReadOnlyDictionary<string, int> tokens)
    {
        SpecialTokens template = OfTemplate(TokenizerPart.Optional(root, "post_processor"), file);
        SpecialTokens settings = OfSettings(file);
        return new SpecialTokens(
            template.Begin ?? settings.Begin,
            settings.End ?? template.End ?? Array.Find(UsualEnds, tokens.ContainsKey)
        );
    }

    private static SpecialTokens OfTemplate(JsonElement? entry, string file)
    {
        if (entry is not { } part)
        {
            return new SpecialTokens(null, null);
        }

        string type = TokenizerPart.Type(part);
        switch (type)
        {
            case "ByteLevel":
                return new SpecialTokens(null, null);
            case "Sequence":
                return part.GetProperty("processors")
                    .EnumerateArray()
                    .Select(step => OfTemplate(step, file))
                    .Aggregate(
                        new SpecialTokens(null, null),
                        static (all, one) => new SpecialTokens(all.Begin ?? one.Begin, all.End ?? one.End)
                    );
            case "TemplateProcessing":
                JsonElement[] pieces = [.. part.GetProperty("single").EnumerateArray()];
                int text = Array.FindIndex(pieces, static piece => piece.TryGetProperty("Sequence", out _));
                return text is 0 or 1 && pieces.Length - text <= 2
                    ? new SpecialTokens(
                        text == 1 ? Spelling(pieces[0]) : null,
                        text < pieces.Length - 1 ? Spelling(pieces[^1]) : null
                    )
                    : throw new InputException(
                        "the template has more than one token before or after the text, which is not implemented.",
                        file
                    );
            default:
                throw TokenizerPart.Unknown("post-processor", type, Known, file);
        }
    }

    private static string Spelling(JsonElement piece) =>
        piece.GetProperty("SpecialToken").GetProperty("id").GetString()!;

    private static SpecialTokens OfSettings(string file)
    {
        string path = Path.Combine(Path.GetDirectoryName(file) ?? "", TokenizerFile.Settings);
        if (!File.Exists(path))
        {
            return new SpecialTokens(null, null);
        }

        return JsonText.Read(
            path,
            LargestSettings,
            static root => new SpecialTokens(
                TokenizerPart.Flag(root, "add_bos_token") ? Setting(root, "bos_token") : null,
                Setting(root, "eos_token")
            )
        );
    }

    private static string? Setting(JsonElement root, string name) =>
        TokenizerPart.Optional(root, name) is not { } token ? null
        : token.ValueKind == JsonValueKind.Object ? token.GetProperty("content").GetString()
        : token.GetString();
}
