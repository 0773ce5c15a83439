using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Unlearn.Formats.Tokenizers;

/// <summary>How a tokenizer file turns tokens back into text: steps that each turn a list of texts into another.</summary>
internal static class TokenDecoder
{
    private static readonly string[] Known =
    [
        "Sequence",
        "ByteLevel",
        "ByteFallback",
        "Fuse",
        "Replace",
        "Strip",
        "Metaspace",
    ];

    /// <summary>The function that an entry describes.</summary>
    /// <param name="entry">The entry, or null: tokens with a space between them, as the files' own library has it.</param>
    /// <param name="file">The file.</param>
    public static Func<IReadOnlyList<string>, IReadOnlyList<string>> Read(JsonElement? entry, string file)
    {
        if (entry is not { } part)
        {
            return static tokens => [string.Join(' ', tokens)];
        }

        string type = TokenizerPart.Type(part);
        switch (type)
        {
            case "Sequence":
                Func<IReadOnlyList<string>, IReadOnlyList<string>>[] steps =
                [
                    .. part.GetProperty("decoders").EnumerateArray().Select(step => Read(step, file)),
                ];
                return tokens => steps.Aggregate(tokens, static (value, step) => step(value));
            case "ByteLevel":
                return static tokens => [Encoding.UTF8.GetString([.. tokens.SelectMany(ByteLetters.Read)])];
            case "ByteFallback":
                return Bytes;
            case "Fuse":
                return static tokens => [string.Concat(tokens)];
            case "Replace":
                Pattern pattern = Pattern.Read(part.GetProperty("pattern"), file);
                string content = part.GetProperty("content").GetString()!;
                return tokens => [.. tokens.Select(token => pattern.Replace(token, content))];
            case "Strip":
                char strip = part.GetProperty("content").GetString()!.Single();
                int start = part.GetProperty("start").GetInt32();
                int stop = part.GetProperty("stop").GetInt32();
                return tokens => [.. tokens.Select(token => Strip(token, strip, start, stop))];
            case "Metaspace":
                char mark = (
                    TokenizerPart.Text(part, "replacement") is { Length: > 0 } given ? given : "\u2581"
                ).Single();
                bool prepends = PreTokenizers.PrependScheme(part, file) != "never";
                return tokens =>
                    [
                        .. tokens.Select(
                            (token, at) =>
                                at == 0 && prepends
                                    ? token.Replace($"{mark}", "", StringComparison.Ordinal)
                                    : token.Replace(mark, ' ')
                        ),
                    ];
            default:
                throw TokenizerPart.Unknown("decoder", type, Known, file);
        }
    }

    /// <summary>Runs of byte tokens such as &lt;0x0A&gt; become their text; one U+FFFD for each byte of a run that is no UTF-8.</summary>
    private static List<string> Bytes(IReadOnlyList<string> tokens)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var texts = new List<string>();
        var run = new List<byte>();
        foreach (string token in tokens)
        {
            if (ByteOf(token) is { } value)
            {
                run.Add(value);
                continue;
            }

            End();
            texts.Add(token);
        }

        End();
        return texts;

        void End()
        {
            if (run.Count == 0)
            {
                return;
            }

            try
            {
                texts.Add(strict.GetString([.. run]));
            }
            catch (DecoderFallbackException)
            {
                texts.Add(new string('\ufffd', run.Count));
            }

            run.Clear();
        }
    }

    private static byte? ByteOf(string token) =>
        token is ['<', '0', 'x', _, _, '>']
        && byte.TryParse(
            token.AsSpan(3, 2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out byte value
        )
            ? value
            : null;

    private static string Strip(string token, char strip, int start, int stop)
    {
        int from = 0;
        while (from < start && from < token.Length && token[from] == strip)
        {
            from++;
        }

        int to = token.Length;
        while (token.Length - to < stop && to > from && token[to - 1] == strip)
        {
            to--;
        }

        return token[from..to];
    }
}
