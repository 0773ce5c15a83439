using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Reporting.Certificates;

/// <summary>
/// Names a point to those alone who have the salt: HMAC-SHA-256, keyed by the salt, of the dataset's digest, a line feed and the row number. Row numbers are few, so
/// that a salt in the certificate would hide nothing; it is a file of its own.
/// </summary>
public sealed class PointHash
{
    private const int Bytes = 32;
    private readonly byte[] _salt;

    private PointHash(byte[] salt) => _salt = salt;

    /// <summary>A new salt.</summary>
    public static PointHash Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads a salt: 64 hexadecimal digits.</summary>
    /// <exception cref="InputException">The file holds none.</exception>
    public static PointHash Read(string path)
    {
        string text = Encoding.UTF8.GetString(RegularFile.Read(path)).Trim();
        return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit)
            ? new PointHash(Convert.FromHexString(text))
            : throw new InputException($"This is no salt: a salt is {2 * Bytes} hexadecimal digits.", path);
    }

    /// <summary>The salt as a file's text.</summary>
    public string Text => Convert.ToHexStringLower(_salt) + "\n";

    /// <summary>The hash of a point.</summary>
    /// <param name="dataset">SHA-256 of the dataset's content.</param>
    /// <param name="point">The point's row number in the dataset, from 0.</param>
    public string Of(string dataset, int point) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                _salt,
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{dataset}\n{point}"))
            )
        );
}
