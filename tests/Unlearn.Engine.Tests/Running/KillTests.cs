using System.Diagnostics;
using System.Globalization;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Kills a process at random moments, again and again, until one gets to the end.</summary>
[Category("Slow")]
public sealed class KillTests
{
    private const string FolderVariable = "UNLEARN_TEST_KILL_FOLDER";
    private const string RoundsVariable = "UNLEARN_TEST_KILLS";

    [Test]
    public async Task Every_restart_after_kill_9_ends_in_the_same_bytes()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable(RoundsVariable) ?? "5", CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Samples.Digits, folder, "whole", "whole-store");
        var moments = new Unlearn.Core.Randomness.RandomKey(9);
        for (int kill = 0; kill < kills; kill++)
        {
            using Process child = Start(folder.Path);
            await WaitForEventsAsync(child, folder["run"]);
            await Task.Delay(moments.Below((ulong)kill, 1500));
            child.Kill();
            await child.WaitForExitAsync();
        }

        using Process last = Start(folder.Path);
        await last.WaitForExitAsync();
        Assert.That(last.ExitCode, Is.Zero);
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(folder["run"], "results.json")), Is.EqualTo(expected));
    }

    /// <summary>What the child process runs; by itself it is one more small run.</summary>
    [Test]
    public async Task One_run_in_a_process_of_its_own()
    {
        using var own = new TemporaryFolder();
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? own.Path;
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Samples.Digits, Path.Combine(folder, "run"), Path.Combine(folder, "store")) with
            {
                CheckpointInterval = TimeSpan.FromMilliseconds(5),
            },
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed, Is.Empty);
    }

    private static Process Start(string folder)
    {
        Process child = TestProcess.Start(
            typeof(KillTests),
            nameof(One_run_in_a_process_of_its_own),
            Path.Combine(folder, "test-results"),
            new Dictionary<string, string?> { [FolderVariable] = folder }
        );
        _ = child.StandardOutput.ReadToEndAsync();
        return child;
    }

    // A kill before the run begins tests nothing.
    private static async Task WaitForEventsAsync(Process child, string run)
    {
        string path = Path.Combine(run, "events.ndjson");
        long before = File.Exists(path) ? new FileInfo(path).Length : 0;
        while (!child.HasExited && (!File.Exists(path) || new FileInfo(path).Length == before))
        {
            await Task.Delay(10);
        }
    }
}
