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
