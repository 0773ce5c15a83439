using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Unlearn.Engine.Store;

/// <summary>The name of a result in the store: SHA-256 of the canonical JSON of everything that decides it.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly partial record struct ContentKey(string Hex)
{
    /// <summary>The key of canonical JSON text.</summary>
    public static ContentKey Of(string canonicalJson) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson))));

    /// <summary>Whether a text could be a key.</summary>
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    /// <summary>The first 12 digits, enough for people.</summary>
    public string Short => Hex[..12];

    /// <inheritdoc />
    public override string ToString() => Hex;

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex KeyPattern();
}
