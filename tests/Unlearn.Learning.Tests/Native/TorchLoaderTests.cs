using System.Diagnostics;
using System.Runtime.Versioning;
using TorchSharp;
using Unlearn.Learning.Native;

namespace Unlearn.Learning.Tests.Native;

[TestFixture]
public sealed class TorchLoaderTests
{
    private string _cache = "";
    private string _results = "";

    [SetUp]
    public void MakeFolders()
    {
        _cache = Directory.CreateTempSubdirectory("unlearn-loader-").FullName;
        _results = Directory.CreateTempSubdirectory("unlearn-loader-results-").FullName;
    }

    [TearDown]
    public void DeleteFolders()
    {
        Directory.Delete(_cache, recursive: true);
        Directory.Delete(_results, recursive: true);
    }

    [Test]
    public void The_library_computes()
    {
        using torch.Tensor two = torch.ones(2).sum();
        Assert.That(two.item<float>(), Is.EqualTo(2f));
    }

    [Test]
    [Category("Slow")]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void Many_processes_that_start_at_once_with_an_empty_cache_all_load()
    {
        Process[] processes = [.. Enumerable.Range(0, 6).Select(_ => Start())];
        string[] outputs = [.. processes.Select(static process => process.StandardOutput.ReadToEnd())];
        foreach (Process process in processes)
        {
            process.WaitForExit();
        }

        Assert.That(processes.Select(static p => p.ExitCode), Is.All.Zero, string.Join('\n', outputs));
        string[] kept = Directory.GetFiles(_cache, "*", SearchOption.AllDirectories);
        bool copied = TorchLoader.How.Contains("copy", StringComparison.Ordinal);
        Assert.That(
            kept.Select(Path.GetFileName),
            Is.EqualTo(copied ? ["libLibTorchSharp.so"] : Array.Empty<string>())
        );
        Array.ForEach(processes, static process => process.Dispose());
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void A_truncated_copy_is_written_again()
    {
        byte[] image = [.. Enumerable.Range(0, 5000).Select(static i => (byte)i)];
        string file = TorchLoader.Keep(image, _cache);
        File.WriteAllBytes(file, image[..100]);

        Assert.That(TorchLoader.Keep(image, _cache), Is.EqualTo(file));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(image));
        Assert.That(
            Directory.GetFiles(Path.GetDirectoryName(file)!),
            Has.Length.EqualTo(1),
            "no temporary file is left"
        );
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void An_intact_copy_is_left_alone()
    {
        byte[] image = [1, 2, 3];
        string file = TorchLoader.Keep(image, _cache);
        DateTime written = DateTime.UnixEpoch.AddDays(1);
        File.SetLastWriteTimeUtc(file, written);
        TorchLoader.Keep(image, _cache);
        Assert.That(File.GetLastWriteTimeUtc(file), Is.EqualTo(written));
    }

    private Process Start() =>
        TestProcess.Start(
            typeof(TorchLoaderTests),
            nameof(The_library_computes),
            _results,
            new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = _cache }
        );
}
