using System.Security.Cryptography;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Reporting.Certificates;

/// <summary>
/// ECDSA signatures with SHA-256 in files of their own, in the form that OpenSSL has: <c>openssl dgst -sha256 -verify KEY.pem -signature FILE.sig FILE</c>
/// checks them without this program.
/// </summary>
public static class CertificateSignature
{
    private const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence;

    /// <summary>Reads a key of an elliptic curve from a PEM file, private or public.</summary>
    /// <exception cref="InputException">The file holds none that can be used.</exception>
    public static ECDsa ReadKey(string path)
    {
        string pem = System.Text.Encoding.UTF8.GetString(RegularFile.Read(path));
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InputException(
                "This is no key of an elliptic curve in PEM without a password; `openssl ecparam -name prime256v1 -genkey -noout -out key.pem` makes one.",
                path,
                0,
                error
            );
        }
    }

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER), lower-case hexadecimal.</summary>
    public static string Fingerprint(ECDsa key) =>
        Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>Signs a file's bytes.</summary>
    /// <exception cref="InputException">The key is a public one.</exception>
    public static byte[] Sign(ECDsa key, ReadOnlySpan<byte> content)
    {
        try
        {
            return key.SignData(content, HashAlgorithmName.SHA256, Format);
        }
        catch (CryptographicException)
        {
            throw new InputException("The key cannot sign: it is a public one, and a private one is needed.");
        }
    }

    /// <summary>Whether a signature is the key's for exactly these bytes.</summary>
    public static bool Verify(ECDsa key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        try
        {
            return key.VerifyData(content, signature, HashAlgorithmName.SHA256, Format);
        }
        catch (CryptographicException)
        {
            return false; // not even of a signature's form
        }
    }
}
