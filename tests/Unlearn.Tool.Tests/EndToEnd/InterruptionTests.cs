namespace Unlearn.Tool.Tests.EndToEnd;

[Platform(Exclude = "Win", Reason = "signals are sent with kill")]
public sealed class InterruptionTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task A_signal_ends_a_run_within_two_seconds_with_a_word_on_what_was_kept(string signal)
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("endless.unlearn.yaml", Manifests.Endless);

        // A test run in the background of a shell has SIGINT ignored, and children inherit that.
        using ToolProcess tool = ToolProcess.Start(
            folder.Path,
            ["--default-signal=INT,TERM", ToolProcess.Executable, "run", manifest, "--jobs", "2", "-o", "out"],
            executable: "env"
        );
        await TrainingHasBegunAsync(folder);

        tool.Signal(signal);
        TimeSpan spent = await tool.ProcessorTimeToEndAsync();
        ToolResult result = await tool.EndAsync();

        // Two workers for two seconds at most.
        Assert.That(spent, Is.LessThan(TimeSpan.FromSeconds(4)));
        Assert.That(result.ExitCode, Is.EqualTo(130), result.ToString());
        Assert.That(result.Error, Does.Contain("Stopped.").And.Contain("kept in").And.Not.Contain("   at "));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public async Task A_signal_at_any_moment_ends_with_130_and_no_word_of_native_code(
        [Values(200, 400, 600, 800, 1000, 1300, 1700, 2200)] int milliseconds
    )
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("endless.unlearn.yaml", Manifests.Endless);
        using ToolProcess tool = ToolProcess.Start(folder.Path, ["run", manifest, "-o", "out", "-v", "diagnostic"]);

        await Task.Delay(milliseconds);
        tool.Signal("TERM");
        ToolResult result = await tool.EndAsync();

        // Before the runtime runs the tool's first line, the system's own answer to the signal is all there is.
        Assert.That(result.ExitCode, Is.EqualTo(130).Or.EqualTo(143), result.ToString());
        Assert.That(result.ExitCode == 143 && Directory.Exists(folder.At("out")), Is.False, result.ToString());
        Assert.That(result.Error, Does.Not.Contain("terminate called").And.Not.Contain("NNPACK"));
        Assert.That(
            result.Error.TrimEnd().Split('\n')[^1],
            Does.StartWith("Stopped.").Or.EqualTo("error: cancelled.").Or.Empty
        );
    }

    [Test]
    public async Task The_word_on_what_was_kept_is_the_last_of_a_diagnostic_log()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("endless.unlearn.yaml", Manifests.Endless);
        using ToolProcess tool = ToolProcess.Start(folder.Path, ["run", manifest, "-o", "out", "-v", "diagnostic"]);
        await TrainingHasBegunAsync(folder);

        tool.Signal("TERM");
        ToolResult result = await tool.EndAsync();

        Assert.That(result.ExitCode, Is.EqualTo(130), result.ToString());
        Assert.That(result.Error, Does.Contain("dbug: "));
        Assert.That(result.Error.TrimEnd().Split('\n')[^1], Does.StartWith("Stopped."), result.ToString());
    }

    [TestCase("KILL")]
    [TestCase("TERM")]
    public async Task A_killed_reproduction_leaves_nothing_in_the_temporary_folder(string signal)
    {
        using var folder = new WorkFolder();
        string temporary = folder.At("temporary");
        Directory.CreateDirectory(temporary);
        folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "tiny", "-o", "one", "--quiet");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Error, Is.Empty);
        using ToolProcess tool = ToolProcess.Start(
            folder.Path,
            ["reproduce", "one"],
            new Dictionary<string, string?> { ["TMPDIR"] = temporary, ["DOTNET_EnableDiagnostics"] = "0" }
        );
        await HasAsync(temporary, "unlearn-reproduce-*");

        tool.Signal(signal);
        await tool.EndAsync();

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (Directory.EnumerateFileSystemEntries(temporary).Any())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task HasAsync(string folder, string pattern)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!Directory.EnumerateDirectories(folder, pattern).Any())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task TrainingHasBegunAsync(WorkFolder folder)
    {
        string journal = folder.At("out", "events.ndjson");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!File.Exists(journal) || !Read(journal).Contains("\"started\"", StringComparison.Ordinal))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Reads a file that another process is writing.</summary>
    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
