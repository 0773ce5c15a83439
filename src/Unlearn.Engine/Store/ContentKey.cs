using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Unlearn.Engine.Store;

/// <summary>The name of a result in the store: SHA-256 of the canonical JSON of everything that decides it.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly partial record struct ContentKey(string Hex)
{
    // One hasher a thread: making one costs more than hashing a task's inputs does.
    [ThreadStatic]
    private static IncrementalHash? _hasher;

    /// <summary>The key of canonical JSON text.</summary>
    public static ContentKey Of(string canonicalJson)
    {
        IncrementalHash hasher = _hasher ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(canonicalJson.Length));
        try
        {
            hasher.AppendData(bytes, 0, Encoding.UTF8.GetBytes(canonicalJson, bytes));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            hasher.GetHashAndReset(hash);
            return new ContentKey(Convert.ToHexStringLower(hash));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Whether a text could be a key.</summary>
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    /// <summary>The first 12 digits, enough for people.</summary>
    public string Short => Hex[..12];

    /// <inheritdoc />
    public override string ToString() => Hex;

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex KeyPattern();
}
