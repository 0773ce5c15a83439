using System.Security.Cryptography;
using System.Text;
using Unlearn.Reporting.Certificates;

namespace Unlearn.Reporting.Tests.Certificates;

/// <summary>One changed byte anywhere, and a signature fits no more.</summary>
public sealed class CertificateSignatureTests
{
    private static readonly byte[][] Files =
    [
        Encoding.UTF8.GetBytes(CertificateJson.Text(MockCertificate.Of())),
        Encoding.UTF8.GetBytes(CertificatePage.Render(MockCertificate.Of())),
    ];

    [TestCase(0)]
    [TestCase(1)]
    public void The_same_bytes_verify(int file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(
            CertificateSignature.Verify(key, Files[file], CertificateSignature.Sign(key, Files[file])),
            Is.True
        );
    }

    [Test]
    public void A_changed_byte_anywhere_in_the_file_does_not_verify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] file = Files[0];
        byte[] signature = CertificateSignature.Sign(key, file);
        for (int at = 0; at < file.Length; at++)
        {
            byte[] changed = [.. file];
            changed[at] ^= (byte)(1 << (at % 8));
            Assert.That(CertificateSignature.Verify(key, changed, signature), Is.False, $"byte {at}");
        }
    }

    [Test]
    public void A_changed_byte_anywhere_in_the_signature_does_not_verify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] signature = CertificateSignature.Sign(key, Files[0]);
        for (int at = 0; at < signature.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. signature];
                changed[at] ^= (byte)(1 << bit);
                Assert.That(CertificateSignature.Verify(key, Files[0], changed), Is.False, $"byte {at}, bit {bit}");
            }
        }
    }

    [Test]
    public void Nothing_longer_and_nothing_shorter_verifies()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] signature = CertificateSignature.Sign(key, Files[0]);
        Assert.Multiple(() =>
        {
            Assert.That(CertificateSignature.Verify(key, Files[0].AsSpan(..^1), signature), Is.False);
            Assert.That(CertificateSignature.Verify(key, [.. Files[0], (byte)' '], signature), Is.False);
            Assert.That(CertificateSignature.Verify(key, Files[0], signature.AsSpan(..^1)), Is.False);
            Assert.That(CertificateSignature.Verify(key, Files[0], [.. signature, 0]), Is.False);
            Assert.That(CertificateSignature.Verify(key, Files[0], []), Is.False);
        });
    }

    [Test]
    public void Another_key_does_not_verify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(CertificateSignature.Verify(other, Files[0], CertificateSignature.Sign(key, Files[0])), Is.False);
    }
}
