using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tokenizers;

/// <summary>
/// The tokenizer file of llama2.c: the longest piece's length, then score, length and bytes of each piece. Ids 0, 1 and 2 are unknown, begin
/// and end, byte b is b + 3. A text gets a space in front, is split into characters (bytes where a character is no piece), and then the
/// neighbours whose joint piece has the highest score are merged until none is left.
/// </summary>
public sealed class ScoredTokenizer : Tokenizer
{
    private const int BeginId = 1;
    private const int EndId = 2;
    private const int FirstByte = 3;
    private const int Least = FirstByte + 256;
    private const int LongestPiece = 256;
    private const int LargestFile = 1 << 24;

    // One char a byte: pieces need not be whole UTF-8.
    private static readonly Encoding OneToOne = Encoding.Latin1;

    private readonly ImmutableArray<string> _pieces;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly BytePairs _pairs = new();

    private ScoredTokenizer(string path, string digest, ImmutableArray<string> pieces, IReadOnlyList<float> scores)
    {
        Name = Path.GetFileName(path);
        Digest = digest;
        _pieces = pieces;
        for (int id = 0; id < pieces.Length; id++)
        {
            _ids.TryAdd(pieces[id], id);
        }

        // Equal scores share a rank, so that the leftmost of them is first, as in the original program.
        Dictionary<float, int> ranks = scores
            .Distinct()
            .OrderDescending()
            .Select(static (score, rank) => (score, rank))
            .ToDictionary(static pair => pair.score, static pair => pair.rank);
        foreach ((string piece, int id) in _ids)
        {
            for (int cut = 1; cut < piece.Length; cut++)
            {
                if (_ids.TryGetValue(piece[..cut], out int left) && _ids.TryGetValue(piece[cut..], out int right))
                {
                    _pairs.Add(left, right, ranks[scores[id]], id);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Size => _pieces.Length;

    /// <inheritdoc/>
    public override int? Begin => BeginId;

    /// <inheritdoc/>
    public override int? End => EndId;

    /// <inheritdoc/>
    public override string Digest { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is missing, cut short or no such file.</exception>
    public static ScoredTokenizer Read(string path)
    {
        byte[] file = RegularFile.Read(path, "give the path of llama2.c's tokenizer file.", LargestFile);
        int longest = file.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(file) : 0;
        if (longest is < 1 or > LongestPiece)
        {
            throw Damaged($"it should begin with the length of the longest piece, 1 to {LongestPiece}");
        }

        var pieces = ImmutableArray.CreateBuilder<string>();
        var scores = new List<float>();
        int at = sizeof(int);
        while (at < file.Length)
        {
            ReadOnlySpan<byte> rest = file.AsSpan(at);
            int length = rest.Length >= 8 ? BinaryPrimitives.ReadInt32LittleEndian(rest[4..]) : -1;
            float score = rest.Length >= 8 ? BinaryPrimitives.ReadSingleLittleEndian(rest) : 0;
            if (length < 0 || length > Math.Min(longest, rest.Length - 8) || float.IsNaN(score))
            {
                throw Damaged(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"piece {pieces.Count} at byte {at} is damaged or cut short"
                    )
                );
            }

            pieces.Add(OneToOne.GetString(rest.Slice(8, length)));
            scores.Add(score);
            at += 8 + length;
        }

        for (int value = 0; value < 256; value++)
        {
            if (pieces.Count < Least || pieces[value + FirstByte] != $"<0x{value:X2}>")
            {
                throw Damaged($"pieces 3 to 258 have to be the bytes <0x00> to <0xFF>");
            }
        }

        return new ScoredTokenizer(path, FileBytes.Checksum(file), pieces.DrainToImmutable(), scores);

        InputException Damaged(string what) =>
            new($"this is no whole tokenizer file of llama2.c (tokenizer.bin, tok512.bin): {what}.", path);
    }

    /// <inheritdoc/>
    public override ImmutableArray<int> Encode(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var tokens = new List<int>(text.Length + 1);
        foreach (Rune rune in $" {text}".EnumerateRunes())
        {
            string bytes = OneToOne.GetString(Encoding.UTF8.GetBytes(rune.ToString()));
            if (_ids.TryGetValue(bytes, out int id))
            {
                tokens.Add(id);
            }
            else
            {
                tokens.AddRange(bytes.Select(static value => value + FirstByte));
            }
        }

        _pairs.Merge(tokens);
        return [.. tokens];
    }

    /// <inheritdoc/>
    /// <remarks>The space that encoding puts in front is taken away where the ids are those of a whole text.</remarks>
    public override string Decode(IReadOnlyList<int> ids, bool special = false)
    {
        var bytes = new StringBuilder();
        bool first = true;
        foreach (int id in ids)
        {
            if (id < FirstByte)
            {
                bytes.Append(special ? _pieces[id].Trim() : "");
                continue;
            }

            string piece = id < Least ? ((char)(id - FirstByte)).ToString() : _pieces[id];
            bytes.Append(first && piece.StartsWith(' ') ? piece[1..] : piece);
            first = false;
        }

        return Encoding.UTF8.GetString(OneToOne.GetBytes(bytes.ToString()));
    }
}
