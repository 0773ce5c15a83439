using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

[Parallelizable(ParallelScope.All)]
public sealed class RunTests
{
    private const char Escape = '\u001b';

    [Test]
    public async Task A_manifest_runs_in_an_empty_folder_and_leaves_its_files_there()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "run", manifest);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        string run = Directory.EnumerateDirectories(folder.At("artifacts", "runs")).Single();
        Assert.That(Path.GetFileName(run), Does.Match(@"^tiny-\d{8}-\d{6}$"));
        foreach (string file in (string[])["results.json", "report.html", "report.md"])
        {
            Assert.That(File.Exists(Path.Combine(run, file)), file);
            Assert.That(result.Output, Does.Contain(Path.Combine(run, file)));
        }

        Assert.That(File.ReadAllText(Path.Combine(run, "manifest.unlearn.yaml")), Is.EqualTo(Manifests.Tiny));
        Assert.That(Directory.Exists(folder.At("artifacts", "store")));
        Assert.That(result.Output, Does.Contain("reference").And.Contain("sisa-2"));
    }

    [TestCase("--output", "local")]
    [TestCase("--output", "external")]
    [TestCase("--store", "local")]
    public async Task A_folder_that_cannot_be_made_is_refused_with_the_option_that_gives_another(
        string option,
        string executor
    )
    {
        using var folder = new WorkFolder();
        folder.Write("file", "");

        ToolResult result = await ToolProcess.RunAsync(
            folder.Path,
            ["run", "quickstart", option, "file/folder", "--executor", executor]
        );

        Assert.That(result.ExitCode, Is.EqualTo(4), result.ToString());
        Assert.That(result.Error, Does.Contain("cannot be written").And.Contain($"with {option}"));
    }

    [Test]
    public async Task Redirected_output_has_no_escape_codes_and_progress_is_on_standard_error()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "run", manifest, "-v", "detailed");

        Assert.That(result.Output + result.Error, Does.Not.Contain(Escape));
        Assert.That(
            result.Error,
            Does.Match(@"(?m)^\d+ tasks, 0 of them in the store$").And.Match(@"(?m)^(\d+)/\1 done in ")
        );
        Assert.That(result.Output, Does.Not.Contain("in the store"));
    }

    [Test]
    public async Task Json_on_standard_output_is_results_json_and_quiet_is_quiet()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult result = await ToolProcess.RunAsync(
            folder.Path,
            "run",
            manifest,
            "--format",
            "json",
            "-o",
            "out",
            "-v",
            "quiet"
        );

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Is.EqualTo(File.ReadAllText(folder.At("out", "results.json"))));
        using JsonDocument results = JsonDocument.Parse(result.Output);
        Assert.That(results.RootElement.GetProperty("experiment").GetString(), Is.EqualTo("tiny"));
    }

    [Test]
    public async Task One_worker_and_two_give_the_same_bytes_and_a_second_run_computes_nothing()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult one = await ToolProcess.RunAsync(
            folder.Path,
            "run",
            manifest,
            "--jobs",
            "1",
            "-o",
            "one",
            "--store",
            "s1"
        );
        ToolResult two = await ToolProcess.RunAsync(
            folder.Path,
            "run",
            manifest,
            "--jobs",
            "2",
            "-o",
            "two",
            "--store",
            "s2"
        );
        ToolResult again = await ToolProcess.RunAsync(
            folder.Path,
            "run",
            manifest,
            "--jobs",
            "2",
            "-o",
            "again",
            "--store",
            "s2"
        );

        byte[] first = File.ReadAllBytes(folder.At("one", "results.json"));
        Assert.That(one.ExitCode + two.ExitCode, Is.Zero, $"{one}\n{two}");
        Assert.That(File.ReadAllBytes(folder.At("two", "results.json")), Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(folder.At("again", "results.json")), Is.EqualTo(first));
        Assert.That(again.Error, Does.Match(@"(?m)^(\d+) tasks, \1 of them in the store$"));
    }

    [Test]
    public async Task Overrides_are_typed_like_yaml()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult fine = await ToolProcess.RunAsync(
            folder.Path,
            "run",
            manifest,
            "--set",
            "seeds.count=1",
            "--format",
            "json"
        );
        ToolResult wrong = await ToolProcess.RunAsync(folder.Path, "run", manifest, "--set", "training.epochs=many");

        using JsonDocument results = JsonDocument.Parse(fine.Output);
        JsonElement row = results.RootElement.GetProperty("settings")[0].GetProperty("rows")[0];
        Assert.That(row.GetProperty("trials").GetArrayLength(), Is.EqualTo(1));
        Assert.That(wrong.ExitCode, Is.EqualTo(2), wrong.ToString());
        Assert.That(wrong.Error, Does.Match(@"(?m)^tiny\.unlearn\.yaml\(\d+,\d+\): error UNL\d{4}: .*epochs"));
    }

    [Test]
    public async Task A_filter_that_chooses_nothing_is_refused()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "run", manifest, "--filter", "nothing/*");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("nothing/*"));
    }

    [Test]
    public async Task Missing_data_is_refused_before_any_training()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write(
            "table.unlearn.yaml",
            Manifests.Tiny.Replace(
                "  digits: {",
                "  table: { type: csv, path: missing.csv, label: kind,",
                StringComparison.Ordinal
            )
        );

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "run", manifest);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("missing.csv").And.Not.Contain("   at "));
    }
}
