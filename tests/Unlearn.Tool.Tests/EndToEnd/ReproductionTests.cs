using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>The verbs that carry a run elsewhere and ask whether it comes out the same.</summary>
public sealed class ReproductionTests
{
    private readonly WorkFolder _folder = new();

    [OneTimeSetUp]
    public async Task LockAndRun()
    {
        _folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult locked = await ToolProcess.RunAsync(_folder.Path, "lock", "tiny.unlearn.yaml");
        ToolResult run = await ToolProcess.RunAsync(_folder.Path, "run", "tiny.unlearn.yaml", "--locked", "-o", "one");
        Assert.That(locked.ExitCode, Is.Zero, locked.ToString());
        Assert.That(locked.Output.Trim(), Does.EndWith("manifest.lock.json").And.Exist);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task A_locked_run_refuses_drift_and_names_it()
    {
        ToolResult result = await ToolProcess.RunAsync(
            _folder.Path,
            "run",
            "tiny.unlearn.yaml",
            "--locked",
            "--set",
            "training.epochs=3",
            "-o",
            "drifted"
        );

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("the definition").And.Contain("/sisa-2/seed-0"));
        Assert.That(Directory.Exists(_folder.At("drifted")), Is.False);
    }

    [Test]
    public async Task A_locked_run_without_a_lock_is_refused()
    {
        using var other = new WorkFolder();
        other.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult result = await ToolProcess.RunAsync(other.Path, "run", "tiny.unlearn.yaml", "--locked");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("unlearn lock"));
    }

    [Test]
    public async Task An_exported_run_is_reproduced_from_its_archive_alone()
    {
        using var other = new WorkFolder();
        ToolResult export = await ToolProcess.RunAsync(
            _folder.Path,
            "export",
            "one",
            "--anonymous",
            "-o",
            other.At("one.zip")
        );

        ToolResult result = await ToolProcess.RunAsync(other.Path, "reproduce", "one.zip", "--format", "json");

        Assert.That(export.Output.Trim(), Is.EqualTo(other.At("one.zip")), export.ToString());
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.That(report.RootElement.GetProperty("trials").GetInt32(), Is.EqualTo(14));
        Assert.That(
            report.RootElement.GetProperty("found").GetString(),
            Is.EqualTo(report.RootElement.GetProperty("expected").GetString())
        );
        Assert.That(Directory.EnumerateFileSystemEntries(other.Path), Has.Exactly(1).Items);
        using ZipArchive archive = await ZipFile.OpenReadAsync(other.At("one.zip"));
        Assert.That(archive.GetEntry("ro-crate-metadata.json"), Is.Not.Null);
        using var environment = new StreamReader(archive.GetEntry("environment.json")!.Open());
        Assert.That(await environment.ReadToEndAsync(), Does.Not.Contain($"\"{Environment.MachineName}\""));
    }

    [Test]
    public async Task A_run_of_texts_is_reproduced()
    {
        using var other = new WorkFolder();
        other.Write("texts.unlearn.yaml", Manifests.Texts);

        ToolResult run = await ToolProcess.RunAsync(other.Path, "run", "texts.unlearn.yaml", "-o", "one");
        ToolResult again = await ToolProcess.RunAsync(other.Path, "reproduce", "one");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(again.ExitCode, Is.Zero, again.ToString());
    }

    [Test]
    public async Task A_figure_that_does_not_come_out_again_is_named_with_exit_code_5()
    {
        Directory.CreateDirectory(_folder.At("forged"));
        foreach (string name in (string[])["manifest.unlearn.yaml", "environment.json"])
        {
            File.Copy(_folder.At("one", name), _folder.At("forged", name));
        }

        JsonNode results = JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("one", "results.json")))!;
        JsonNode trial = results["settings"]![0]!["rows"]![0]!["trials"]![1]!;
        JsonNode figure = trial["figures"]![0]!;
        figure["value"] = 0.123;
        await File.WriteAllTextAsync(_folder.At("forged", "results.json"), results.ToJsonString());

        ToolResult result = await ToolProcess.RunAsync(_folder.Path, "reproduce", "forged");

        Assert.That(result.ExitCode, Is.EqualTo(5), result.ToString());
        Assert.That(
            result.Output,
            Does.Match($@"{trial["id"]}\s+{figure["name"]}\s+0\.123 ").And.Contain("1 of 14 trials differ")
        );
    }

    [Test]
    public async Task Runs_are_compared_by_inputs_and_paired_figures()
    {
        ToolResult other = await ToolProcess.RunAsync(
            _folder.Path,
            "run",
            "tiny.unlearn.yaml",
            "--set",
            "training.epochs=3",
            "-o",
            "three"
        );

        ToolResult same = await ToolProcess.RunAsync(_folder.Path, "compare", "one", "one");
        ToolResult table = await ToolProcess.RunAsync(_folder.Path, "compare", "one", "three");
        ToolResult json = await ToolProcess.RunAsync(_folder.Path, "compare", "one", "three", "--format", "json");

        Assert.That(other.ExitCode, Is.Zero, other.ToString());
        Assert.That(same.Output, Does.Match(@"^inputs: no difference\n0 figures differ, \d+ are equal\n$"));
        Assert.That(table.Output, Does.Match(@"original\s+test-accuracy\s+0\.\d+\s+0\.\d+\s+-?0\.\d+\s+\[.*\]\s+2"));
        using JsonDocument comparison = JsonDocument.Parse(json.Output);
        Assert.That(
            comparison.RootElement.GetProperty("inputs").EnumerateArray().Select(static input => input.GetString()),
            Is.EqualTo(new[] { "training.epochs 2 -> 3" })
        );
        JsonElement first = comparison.RootElement.GetProperty("figures")[0];
        Assert.That(
            first.GetProperty("difference").GetProperty("value").GetDouble(),
            Is.EqualTo(first.GetProperty("right").GetDouble() - first.GetProperty("left").GetDouble()).Within(1e-12)
        );
    }
}
