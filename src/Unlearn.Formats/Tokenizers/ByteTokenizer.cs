using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Unlearn.Formats.Tokenizers;

/// <summary>One token for each byte of UTF-8, then begin (256) and end (257). It needs no file and reads every text.</summary>
public sealed class ByteTokenizer : Tokenizer
{
    private const int Bytes = 256;

    /// <inheritdoc/>
    public override string Name => "bytes";

    /// <inheritdoc/>
    public override int Size => Bytes + 2;

    /// <inheritdoc/>
    public override int? Begin => Bytes;

    /// <inheritdoc/>
    public override int? End => Bytes + 1;

    /// <inheritdoc/>
    public override string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData("unlearn-bytes-1"u8));

    /// <inheritdoc/>
    public override ImmutableArray<int> Encode(string text) =>
        [.. Encoding.UTF8.GetBytes(text).Select(static value => (int)value)];

    /// <inheritdoc/>
    public override string Decode(IReadOnlyList<int> ids, bool special = false)
    {
        var text = new List<byte>(ids.Count);
        foreach (int id in ids)
        {
            if (id < Bytes)
            {
                text.Add((byte)id);
            }
            else if (special)
            {
                text.AddRange(id == Bytes ? "<begin>"u8 : "<end>"u8);
            }
        }

        return Encoding.UTF8.GetString([.. text]);
    }
}
