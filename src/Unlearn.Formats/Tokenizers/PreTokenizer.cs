using System.Text.Json;

namespace Unlearn.Formats.Tokenizers;

/// <summary>How a tokenizer file cuts a text into the pieces within which tokens are merged.</summary>
/// <param name="piece">A piece of the text.</param>
/// <param name="isStart">Whether it is the text's first.</param>
internal delegate IEnumerable<string> PreTokenizer(string piece, bool isStart);

/// <summary>Reads pre-tokenizers.</summary>
internal static class PreTokenizers
{
    private const string Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly string[] Known =
    [
        "Sequence",
        "ByteLevel",
        "Split",
        "Metaspace",
        "Digits",
        "Punctuation",
        "WhitespaceSplit",
    ];

    private static readonly string[] Behaviours = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext"];

    /// <summary>The function that an entry describes.</summary>
    /// <param name="entry">The entry, or null for none.</param>
    /// <param name="file">The file.</param>
    public static PreTokenizer Read(JsonElement? entry, string file)
    {
        if (entry is not { } part)
        {
            return static (piece, _) => [piece];
        }

        string type = TokenizerPart.Type(part);
        return type switch
        {
            "Sequence" => Sequence([
                .. part.GetProperty("pretokenizers").EnumerateArray().Select(step => Read(step, file)),
            ]),
            "ByteLevel" => ByteLevel(part, file),
            "Split" => Split(
                Pattern.Read(part.GetProperty("pattern"), file),
                part.GetProperty("behavior").GetString()!,
                TokenizerPart.Flag(part, "invert"),
                file
            ),
            "Metaspace" => Metaspace(part, file),
            "Digits" => Split(
                new Pattern(TokenizerPart.Flag(part, "individual_digits") ? @"\p{N}" : @"\p{N}+", file),
                "Isolated",
                inverts: false,
                file
            ),
            "Punctuation" => Split(
                new Pattern(@"[\p{P}$+<=>^`|~]", file),
                TokenizerPart.Text(part, "behavior") is { Length: > 0 } behaviour ? behaviour : "Isolated",
                inverts: false,
                file
            ),
            "WhitespaceSplit" => Split(new Pattern(@"\s", file), "Removed", inverts: false, file),
            _ => throw TokenizerPart.Unknown("pre-tokenizer", type, Known, file),
        };
    }

    private static PreTokenizer Sequence(PreTokenizer[] steps) =>
        (piece, isStart) =>
            steps.Aggregate(
                (IEnumerable<string>)[piece],
                (pieces, step) => [.. pieces.SelectMany((part, at) => step(part, isStart && at == 0))]
            );

    private static PreTokenizer ByteLevel(JsonElement part, string file)
    {
        bool prefixes = TokenizerPart.Flag(part, "add_prefix_space", absent: true);
        Pattern? words = TokenizerPart.Flag(part, "use_regex", absent: true) ? new Pattern(Words, file) : null;
        return (piece, _) =>
        {
            string text = prefixes && !piece.StartsWith(' ') ? $" {piece}" : piece;
            return (words?.Cut(text).Select(static word => word.Piece) ?? [text]).Select(ByteLetters.Write);
        };
    }

    private static PreTokenizer Metaspace(JsonElement part, string file)
    {
        string mark = TokenizerPart.Text(part, "replacement") is { Length: > 0 } given ? given : "\u2581";
        string scheme = PrependScheme(part, file);
        bool splits = TokenizerPart.Flag(part, "split", absent: true);
        Pattern marks = Pattern.Literal(mark, file);
        return (piece, isStart) =>
        {
            string text = piece.Replace(" ", mark, StringComparison.Ordinal);
            bool prepends = scheme == "always" || (scheme == "first" && isStart);
            text = prepends && !text.StartsWith(mark, StringComparison.Ordinal) ? mark + text : text;
            return splits ? Join(marks.Cut(text), "MergedWithNext", inverts: false) : [text];
        };
    }

    /// <summary>When a mark is put in front of a text: <c>always</c>, <c>first</c> or <c>never</c>.</summary>
    /// <param name="part">The entry of a Metaspace; older files have <c>add_prefix_space</c>.</param>
    /// <param name="file">The file.</param>
    public static string PrependScheme(JsonElement part, string file)
    {
        string scheme = TokenizerPart.Text(part, "prepend_scheme");
        return scheme switch
        {
            "always" or "first" or "never" => scheme,
            "" => TokenizerPart.Flag(part, "add_prefix_space", absent: true) ? "always" : "never",
            _ => throw TokenizerPart.Unknown("prepend scheme", scheme, ["always", "first", "never"], file),
        };
    }

    private static PreTokenizer Split(Pattern pattern, string behaviour, bool inverts, string file) =>
        Behaviours.Contains(behaviour)
            ? (piece, _) => Join(pattern.Cut(piece), behaviour, inverts)
            : throw TokenizerPart.Unknown("behaviour", behaviour, Behaviours, file);

    private static List<string> Join(IEnumerable<(string Piece, bool IsMatch)> parts, string behaviour, bool inverts)
    {
        var pieces = new List<string>();
        bool previous = false;
        foreach ((string piece, bool found) in parts)
        {
            bool isMatch = found != inverts;
            if (behaviour == "Removed" && isMatch)
            {
                continue;
            }

            bool joins = behaviour switch
            {
                "MergedWithPrevious" => isMatch && !previous,
                "MergedWithNext" => !isMatch && previous,
                _ => false,
            };
            if (joins && pieces.Count > 0)
            {
                pieces[^1] += piece;
            }
            else
            {
                pieces.Add(piece);
            }

            previous = isMatch;
        }

        return pieces;
    }
}
