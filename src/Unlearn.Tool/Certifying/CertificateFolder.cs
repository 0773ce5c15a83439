using System.Security.Cryptography;
using System.Text;
using Unlearn.Formats.Files;
using Unlearn.Reporting.Certificates;

namespace Unlearn.Tool.Certifying;

/// <summary>The files of a certificate in a folder.</summary>
/// <param name="path">The folder; made when something is written.</param>
internal sealed class CertificateFolder(string path)
{
    /// <summary>What is put behind a file's name for that of its signature.</summary>
    public const string SignatureEnding = ".sig";

    private const string Json = "certificate.json";
    private const string Page = "certificate.html";
    private const string PublicKey = "certificate.pub.pem";
    private const string SaltFile = "certificate.salt";

    private readonly string _path = Path.GetFullPath(path);

    /// <summary>The public key that lies beside a file.</summary>
    public static string KeyBeside(string file) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, PublicKey);

    /// <summary>The salt of a file, which is made where it is missing, for its owner's eyes alone.</summary>
    /// <param name="given">The file, or null for the one of this folder.</param>
    public PointHash Salt(string? given)
    {
        string file = given is { Length: > 0 } ? Path.GetFullPath(given) : Path.Combine(_path, SaltFile);
        if (Path.Exists(file))
        {
            return PointHash.Read(file);
        }

        PointHash salt = PointHash.Create();
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        stream.Write(Encoding.UTF8.GetBytes(salt.Text));
        return salt;
    }

    /// <summary>Writes a certificate in both forms, and signs both where there is a key. Signatures of an earlier one do not stay.</summary>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Write(Certificate certificate, ECDsa? key)
    {
        Directory.CreateDirectory(_path);
        List<string> written = [];
        foreach (
            (string name, string text) in new[]
            {
                (Json, CertificateJson.Text(certificate)),
                (Page, CertificatePage.Render(certificate)),
            }
        )
        {
            byte[] content = Encoding.UTF8.GetBytes(text);
            byte[]? signature = key is null ? null : CertificateSignature.Sign(key, content);
            File.Delete(Path.Combine(_path, name + SignatureEnding));
            written.Add(Write(name, content));
            if (signature is not null)
            {
                written.Add(Write(name + SignatureEnding, signature));
            }
        }

        if (key is not null)
        {
            written.Add(Write(PublicKey, Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n")));
        }

        return written;
    }

    private string Write(string name, byte[] content)
    {
        string file = Path.Combine(_path, name);
        WholeFile.Write(file, content);
        return file;
    }
}
