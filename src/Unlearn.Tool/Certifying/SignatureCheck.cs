using System.Security.Cryptography;
using Unlearn.Core;
using Unlearn.Formats.Files;
using Unlearn.Reporting.Certificates;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Certifying;

/// <summary>Checks the signature of a file, without a run and without a network.</summary>
internal static class SignatureCheck
{
    /// <summary>Checks and says what was found.</summary>
    /// <param name="consoles">Where to.</param>
    /// <param name="file">The file; its signature lies beside it.</param>
    /// <param name="key">The key that is trusted; null for the one that lies beside the file, which tells nothing of who signed.</param>
    /// <exception cref="InputException">File, signature or key are missing.</exception>
    public static int Run(Consoles consoles, string file, string? key)
    {
        byte[] content = RegularFile.Read(file);
        byte[] signature = RegularFile.Read(file + CertificateFolder.SignatureEnding);
        string pem = key is { Length: > 0 } ? key : CertificateFolder.KeyBeside(file);
        using ECDsa trusted = CertificateSignature.ReadKey(pem);
        string who = CertificateSignature.Fingerprint(trusted);
        if (!CertificateSignature.Verify(trusted, content, signature))
        {
            consoles.WriteError(
                $"{file}: the signature does not fit: the file, its signature or the key ({pem}) is not what it was when it was signed"
            );
            return ExitCode.NotVerified;
        }

        consoles.Output.WriteLine($"verified: {file} is as it was signed by the key with SHA-256 {who}");
        if (key is not { Length: > 0 })
        {
            consoles.WriteWarning(
                "the key lay beside the file, so that anybody could have put both there; compare its SHA-256 with that of the key you know, or give yours by --key"
            );
        }

        return ExitCode.Fine;
    }
}
