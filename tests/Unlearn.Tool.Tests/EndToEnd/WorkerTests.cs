namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Runs that other programs than ours divide among processes.</summary>
public sealed class WorkerTests
{
    [Test]
    [Platform(Exclude = "Win", Reason = "signals are sent with kill")]
    public async Task A_worker_that_is_told_to_stop_does_so_within_two_seconds_and_gives_up_only_where_told_to()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write("endless.unlearn.yaml", Manifests.Endless);
        ToolResult prepared = await PrepareAsync(folder, manifest);
        Assert.That(prepared.ExitCode, Is.Zero, prepared.ToString());

        using ToolProcess worker = ToolProcess.Start(
            folder.Path,
            ["--default-signal=TERM", ToolProcess.Executable, "worker", "run", "0"],
            executable: "env"
        );
        string journal = folder.At("run", "cluster", "elements", "0", "events.ndjson");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!File.Exists(journal) || !(await ReadAsync(journal)).Contains("\"started\"", StringComparison.Ordinal))
        {
            await Task.Delay(50, patience.Token);
        }

        worker.Signal("TERM");
        TimeSpan spent = await worker.ProcessorTimeToEndAsync();
        ToolResult stopped = await worker.EndAsync();
        Assert.That(spent, Is.LessThan(TimeSpan.FromSeconds(4)), "two seconds of whatever it has at work");
        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.ToString());

        string[] elements = prepared.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ToolResult abandoned = await ToolProcess.RunAsync(folder.Path, "worker", "run", "0", "--give-up", "137");
        ToolResult report = await ToolProcess.RunAsync(folder.Path, "worker", "run", "report");
        Assert.That(elements[0], Is.EqualTo("0"));
        Assert.That(abandoned.ExitCode, Is.Zero, abandoned.ToString());
        Assert.That(report.ExitCode, Is.EqualTo(1), report.ToString());
        Assert.That(report.Error, Does.Contain("the last one with exit code 137"));
    }

    [Test]
    public async Task A_dry_run_prints_the_scripts_and_writes_no_run()
    {
        using var folder = new WorkFolder();

        ToolResult result = await ToolProcess.RunAsync(
            folder.Path,
            [
                "run",
                "shadow-loop",
                "--executor",
                "slurm",
                "--dry-run",
                "-o",
                "run",
                "--partition",
                "cpu",
                "--limit",
                "3",
            ]
        );

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("# sbatch --parsable stage-0.sbatch\n#!/bin/bash\n"));
        Assert.That(result.Output, Does.Contain("--dependency=afterok:<stage-0> stage-1.sbatch"));
        Assert.That(result.Output, Does.Contain("#SBATCH --partition=cpu").And.Contain("%3"));
        Assert.That(folder.At("run"), Does.Not.Exist);
    }

    [TestCase("there is no run", "neither a run's folder", "worker", "nowhere", "0")]
    public async Task A_worker_without_a_run_is_refused(string because, string words, params string[] arguments)
    {
        using var folder = new WorkFolder();

        ToolResult result = await ToolProcess.RunAsync(folder.Path, arguments);

        Assert.That(result.ExitCode, Is.EqualTo(2), $"{because}: {result}");
        Assert.That(result.Error, Does.Contain(words));
    }

    private static Task<ToolResult> PrepareAsync(WorkFolder folder, string manifest) =>
        ToolProcess.RunAsync(folder.Path, ["run", manifest, "--executor", "external", "-o", "run", "--store", "two"]);

    /// <summary>Reads a file that another process is writing.</summary>
    private static async Task<string> ReadAsync(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await reader.ReadToEndAsync();
    }
}
