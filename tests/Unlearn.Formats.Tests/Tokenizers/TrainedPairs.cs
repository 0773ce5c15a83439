using System.Text.Json;

namespace Unlearn.Formats.Tests.Tokenizers;

/// <summary>A vocabulary with merges, learnt from words in the plainest way, to have tokenizer files of every form.</summary>
internal sealed class TrainedPairs
{
    public TrainedPairs(IEnumerable<string> words, IEnumerable<string> letters, int merges)
    {
        foreach (string letter in letters)
        {
            Vocabulary.TryAdd(letter, Vocabulary.Count);
        }

        (List<string> Parts, int Count)[] rows =
        [
            .. words
                .GroupBy(static word => word)
                .Select(static group =>
                    (group.Key.EnumerateRunes().Select(static r => r.ToString()).ToList(), group.Count())
                ),
        ];
        for (int merge = 0; merge < merges; merge++)
        {
            var counts = new Dictionary<(string, string), int>();
            foreach ((List<string> parts, int count) in rows)
            {
                foreach ((string, string) pair in parts.Zip(parts.Skip(1)))
                {
                    counts[pair] = counts.GetValueOrDefault(pair) + count;
                }
            }

            if (counts.Count == 0)
            {
                break;
            }

            (string left, string right) = counts
                .OrderByDescending(static pair => pair.Value)
                .ThenBy(static pair => pair.Key.Item1, StringComparer.Ordinal)
                .ThenBy(static pair => pair.Key.Item2, StringComparer.Ordinal)
                .First()
                .Key;
            Merges.Add([left, right]);
            Vocabulary.TryAdd(left + right, Vocabulary.Count);
            foreach ((List<string> parts, _) in rows)
            {
                for (int at = 0; at + 1 < parts.Count; at++)
                {
                    if (parts[at] == left && parts[at + 1] == right)
                    {
                        parts[at] += right;
                        parts.RemoveAt(at + 1);
                    }
                }
            }
        }
    }

    public Dictionary<string, int> Vocabulary { get; } = [];

    public List<string[]> Merges { get; } = [];

    /// <summary>The <c>model</c> of a tokenizer file, with further fields such as <c>"byte_fallback": true</c>.</summary>
    public string Model(string more = "") =>
        $$"""{ "type": "BPE", {{more}} "vocab": {{JsonSerializer.Serialize(Vocabulary)}}, "merges": {{JsonSerializer.Serialize(Merges)}} }""";

    /// <summary>A byte-level vocabulary: letters of all bytes, merges of words with the space before them.</summary>
    public static TrainedPairs ByteLevel(string text, int merges) =>
        new(
            text.Split(' ')
                .Select(static word => "\u0120" + word.Replace("\n", "\u010a", StringComparison.Ordinal))
                .Where(static word => word.All(Letters.Contains)),
            Letters.Select(static letter => letter.ToString()),
            merges
        );

    /// <summary>A vocabulary as SentencePiece makes it: spaces are U+2581, all bytes are tokens.</summary>
    public static TrainedPairs Pieces(string text, int merges) =>
        new(
            text.Split(' ', '\n').Select(static word => "\u2581" + word),
            (string[])
                [
                    "<unk>",
                    "<s>",
                    "</s>",
                    .. Enumerable.Range(0, 256).Select(static value => $"<0x{value:X2}>"),
                    "\u2581",
                    .. text.Where(static letter => !char.IsWhiteSpace(letter))
                        .Distinct()
                        .Order()
                        .Select(static letter => letter.ToString()),
                ],
            merges
        );

    // Written out a second time on purpose: the letters of bytes are what is tested.
    private static readonly HashSet<char> Letters =
    [
        .. Enumerable
            .Range('!', '~' - '!' + 1)
            .Concat(Enumerable.Range(0xa1, 12))
            .Concat(Enumerable.Range(0xae, 82))
            .Select(static v => (char)v),
        .. Enumerable.Range(0x100, 68).Select(static v => (char)v),
    ];
}
