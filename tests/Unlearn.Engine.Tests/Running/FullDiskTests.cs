using System.Diagnostics;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Tests.Running;

/// <summary>
/// Real file systems that are full or read-only: small ones in memory, mounted for a child process alone in a user namespace
/// of its own.
/// </summary>
[Category("Slow")]
public sealed class FullDiskTests
{
    private const string FolderVariable = "UNLEARN_TEST_DISK_FOLDER";

    [Test]
    public async Task A_full_store_costs_a_warning_and_no_result()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(FaultTests.Small, folder, "whole", "whole-store");
        int exit = await RunAsync(folder, "size=64k", folder["disk"], nameof(One_run_with_a_full_store));
        Assert.That(exit, Is.Zero);
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(folder["run"], "results.json")), Is.EqualTo(expected));
        string events = await File.ReadAllTextAsync(Path.Combine(folder["run"], "events.ndjson"));
        Assert.That(events, Does.Contain("cannot be written").And.Contain("No space left").IgnoreCase);
    }

    [Test]
    public async Task A_read_only_store_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        Assert.That(await RunAsync(folder, "ro", folder["disk"], nameof(One_run_with_a_read_only_store)), Is.Zero);
    }

    [Test]
    public async Task A_full_output_is_one_clear_error_and_the_store_keeps_what_was_computed()
    {
        using var folder = new TemporaryFolder();
        Assert.That(await RunAsync(folder, "size=32k", folder["disk"], nameof(One_run_with_a_full_output)), Is.Zero);
        var events = new EventList();
        await ExperimentRunnerTests.RunAsync(FaultTests.Small, folder, "again", "store", events: events);
        Assert.That(events.Started(), Is.Zero);
    }

    /// <summary>What a child process runs: its store has room for a few entries.</summary>
    [Test]
    public async Task One_run_with_a_full_store()
    {
        string folder = Folder();
        RunOutcome outcome = await RunHereAsync(Path.Combine(folder, "run"), Path.Combine(folder, "disk"));
        Assert.That(outcome.Failed, Is.Empty);
    }

    /// <summary>What a child process runs: its store can be read and not written.</summary>
    [Test]
    public void One_run_with_a_read_only_store()
    {
        string folder = Folder();
        Assert.That(
            async () => await RunHereAsync(Path.Combine(folder, "run"), Path.Combine(folder, "disk")),
            Throws.TypeOf<IOException>().With.Message.Contains("The store cannot be written")
        );
    }

    /// <summary>What a child process runs: its output has no room for results.</summary>
    [Test]
    public void One_run_with_a_full_output()
    {
        string folder = Folder();
        Assert.That(
            async () => await RunHereAsync(Path.Combine(folder, "disk"), Path.Combine(folder, "store")),
            Throws.TypeOf<IOException>().With.Message.Contains("cannot be written")
        );
    }

    private static Task<RunOutcome> RunHereAsync(string run, string store) =>
        new ExperimentRunner().RunAsync(
            Samples.Request(FaultTests.Small, run, store),
            new EventList(),
            CancellationToken.None
        );

    private static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (folder is null)
        {
            Assert.Ignore("runs in a child process of the test of the same file system");
        }

        return folder!;
    }

    private static async Task<int> RunAsync(TemporaryFolder folder, string options, string disk, string test)
    {
        Directory.CreateDirectory(disk);
        string mount = $"mount -t tmpfs -o {options} none '{disk}'";
        if (!OperatingSystem.IsLinux() || await UnshareAsync(mount, folder) != 0)
        {
            Assert.Ignore("no file system can be mounted in a user namespace here");
        }

        string host = Environment.ProcessPath!;
        string tests =
            Path.GetFileNameWithoutExtension(host) == "dotnet" ? $"'{typeof(FullDiskTests).Assembly.Location}'" : "";
        return await UnshareAsync(
            $"{mount} && exec '{host}' {tests} --filter Name={test} --results-directory '{folder["test-results"]}'",
            folder
        );
    }

    private static async Task<int> UnshareAsync(string script, TemporaryFolder folder)
    {
        var start = new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[FolderVariable] = folder.Path;
        start.Environment["UNLEARN_SLOW"] = "1";
        try
        {
            using Process child = Process.Start(start)!;
            Task<string> errors = child.StandardError.ReadToEndAsync();
            await TestContext.Out.WriteLineAsync(await child.StandardOutput.ReadToEndAsync() + await errors);
            await child.WaitForExitAsync();
            return child.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
