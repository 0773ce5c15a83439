using System.Security.Cryptography;
using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>From a run to a certificate that somebody else verifies.</summary>
public sealed class CertifyTests
{
    private const string Sisa = "digits/softmax-regression/a-few/sisa-2/seed-0";
    private const string Ascent = "digits/softmax-regression/a-few/gradient-ascent/seed-1";

    private static readonly string Manifest =
        Manifests.Tiny + "\nrequest: { id: R-17, askedBy: a customer, received: 2026-11-30, retrainBy: 2027-01-31 }\n";

    [Test]
    public async Task A_signed_certificate_verifies_and_a_changed_one_does_not()
    {
        using var folder = new WorkFolder();
        await RunAsync(folder);
        ToolResult made = await ToolProcess.RunAsync(
            folder.Path,
            "certify",
            "out",
            "--trial",
            Sisa,
            "--key",
            "key.pem"
        );
        Assert.That(made.ExitCode, Is.Zero, made.ToString());

        foreach (string name in new[] { "certificate.json", "certificate.html" })
        {
            string file = folder.At("certificate", name);
            ToolResult fits = await Verify(folder, file);
            Assert.That(fits.ExitCode, Is.Zero, fits.ToString());
            byte[] content = File.ReadAllBytes(file);
            content[content.Length / 2] ^= 1;
            File.WriteAllBytes(file, content);
            ToolResult changed = await Verify(folder, file);
            Assert.That(changed.ExitCode, Is.EqualTo(6), changed.ToString());
            Assert.That(changed.Output, Is.Empty);
        }

        string page = File.ReadAllText(folder.At("certificate", "certificate.html"));
        Assert.That(page, Does.Contain("Request R-17").And.Contain("Exact by construction"));
    }

    [Test]
    public async Task A_certificate_of_an_approximate_answer_names_its_origin_and_exported_files()
    {
        using var folder = new WorkFolder();
        await RunAsync(folder);
        await ToolProcess.RunAsync(folder.Path, "export", "out", "--weights", "models");
        folder.Write("request.json", """{ "id": "R-18" }""");
        ToolResult made = await ToolProcess.RunAsync(
            folder.Path,
            "certify",
            "out",
            "--trial",
            Ascent,
            "--request",
            "request.json",
            "--weights",
            "models",
            "-o",
            "paper"
        );
        Assert.That(made.ExitCode, Is.Zero, made.ToString());
        Assert.That(made.Error, Does.Contain("not signed"));
        Assert.That(File.Exists(folder.At("paper", "certificate.json.sig")), Is.False);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder.At("paper", "certificate.json")));
        JsonElement root = json.RootElement;
        JsonElement[] models = [.. root.GetProperty("models").EnumerateArray()];
        JsonElement answer = models.Single(static one => one.GetProperty("use").GetString() == "after-the-request");
        string original = answer.GetProperty("from").GetString()!;
        Dictionary<string, string?> exported = root.GetProperty("exported")
            .EnumerateArray()
            .ToDictionary(
                static one => one.GetProperty("file").GetProperty("path").GetString()!.Replace('\\', '/'),
                static one => one.GetProperty("model").GetString()
            );

        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("request").GetProperty("id").GetString(), Is.EqualTo("R-18"));
            Assert.That(exported[$"models/{Ascent}.safetensors"], Is.EqualTo(answer.GetProperty("key").GetString()));
            Assert.That(
                exported["models/digits/softmax-regression/a-few/original/seed-1.safetensors"],
                Is.EqualTo(original)
            );
            // The retrained model has learned none of the points and is none of those that the certificate is about.
            Assert.That(exported["models/digits/softmax-regression/a-few/reference/seed-1.safetensors"], Is.Null);
            foreach (JsonElement file in models.SelectMany(static one => one.GetProperty("files").EnumerateArray()))
            {
                string path = folder.At("artifacts", "store", file.GetProperty("path").GetString()!);
                Assert.That(
                    Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
                    Is.EqualTo(file.GetProperty("digest").GetString())
                );
            }
        });
    }

    [Test]
    public async Task What_cannot_be_certified_is_said_in_words()
    {
        using var folder = new WorkFolder();
        await RunAsync(folder);
        ToolResult open = await ToolProcess.RunAsync(folder.Path, "certify", "out");
        ToolResult typo = await ToolProcess.RunAsync(folder.Path, "certify", "out", "--trial", Sisa[..^1] + "9");
        ToolResult key = await ToolProcess.RunAsync(
            folder.Path,
            "certify",
            "out",
            "--trial",
            Sisa,
            "--key",
            "tiny.unlearn.yaml"
        );
        ToolResult absent = await ToolProcess.RunAsync(folder.Path, "certify", "--verify", "nothing.json");

        Assert.Multiple(() =>
        {
            Assert.That(open.ExitCode, Is.EqualTo(2), open.ToString());
            Assert.That(open.Error, Does.Contain("--trial").And.Contain(Sisa));
            Assert.That(typo.ExitCode, Is.EqualTo(2), typo.ToString());
            Assert.That(typo.Error, Does.Contain("seed-0"));
            Assert.That(key.ExitCode, Is.EqualTo(2), key.ToString());
            Assert.That(key.Error, Does.Contain("openssl"));
            Assert.That(absent.ExitCode, Is.EqualTo(2), absent.ToString());
        });
    }

    [TestCase("--weights", "/dev/zero", "not a regular file")]
    [TestCase("--salt", "/dev/zero", "not a regular file")]
    [TestCase("--salt", ".", "is a folder")]
    [Platform("Linux", Reason = "has the device")]
    public async Task What_is_no_file_is_not_read(string option, string path, string words)
    {
        using var folder = new WorkFolder();
        await RunAsync(folder);
        ToolResult made = await ToolProcess.RunAsync(folder.Path, "certify", "out", "--trial", Sisa, option, path);
        Assert.That(made.ExitCode, Is.EqualTo(2), made.ToString());
        Assert.That(made.Error, Does.Contain(words));
    }

    private static Task<ToolResult> Verify(WorkFolder folder, string file) =>
        ToolProcess.RunAsync(folder.Path, "certify", "--verify", file, "--key", "key.pem");

    private static async Task RunAsync(WorkFolder folder)
    {
        folder.Write("tiny.unlearn.yaml", Manifest);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        folder.Write("key.pem", key.ExportECPrivateKeyPem());
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "tiny.unlearn.yaml", "-o", "out");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }
}
