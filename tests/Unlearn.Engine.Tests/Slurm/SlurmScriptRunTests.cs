using System.Diagnostics;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;

namespace Unlearn.Engine.Tests.Slurm;

/// <summary>What an element's script does, with a worker and a scontrol that only note how they were called.</summary>
[Platform("Linux", Reason = "asks bash")]
public sealed class SlurmScriptRunTests
{
    private TemporaryFolder _folder = null!;
    private ClusterFolder _run = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        _run = new ClusterFolder(_folder["a run"]);
        Directory.CreateDirectory(_run.Folder);
        Executable(
            _run.Launcher,
            $"""
            #!/bin/bash
            echo "$@" >> "{_folder["calls"]}"
            [ "$4" = --give-up ] && exit 0
            trap 'exit 130' TERM
            touch "{_folder["begun"]}"
            for i in $(seq 1 $(( WORKER_SECONDS * 50 ))); do sleep 0.02; done
            exit $WORKER_CODE
            """
        );
        Directory.CreateDirectory(_folder["bin"]);
        Executable(
            Path.Combine(_folder["bin"], "scontrol"),
            $"""
            #!/bin/bash
            echo scontrol "$@" >> "{_folder["calls"]}"
            exit $SCONTROL_CODE
            """
        );
    }

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void An_element_that_is_settled_ends_and_that_is_all()
    {
        Assert.That(Run(worker: 0), Is.Zero);
        Assert.That(Calls(), Is.EqualTo(new[] { $"worker {_run.Run} 14" }));
    }

    [Test]
    public void A_worker_that_ended_early_is_started_again_by_slurm([Values(0, 2)] int restarts)
    {
        Assert.That(Run(worker: 70, restarts), Is.EqualTo(70));
        Assert.That(Calls(), Is.EqualTo(new[] { $"worker {_run.Run} 14", "scontrol requeue 33_4" }));
    }

    [Test]
    public void After_the_last_retry_the_element_gives_up_so_that_the_run_goes_on()
    {
        Assert.That(Run(worker: 137, restarts: 3), Is.Zero);
        Assert.That(Calls(), Is.EqualTo(new[] { $"worker {_run.Run} 14", $"worker {_run.Run} 14 --give-up 137" }));
    }

    [Test]
    public void Where_slurm_takes_nothing_back_the_element_gives_up_at_once()
    {
        Assert.That(Run(worker: 70, scontrol: 1), Is.Zero);
        Assert.That(Calls()[^1], Does.EndWith("--give-up 70"));
    }

    [Test]
    public void A_cancelled_element_stops_its_worker_and_leaves_the_rest_to_slurm()
    {
        Assert.That(Run(worker: 0, signal: "TERM"), Is.EqualTo(130));
        Assert.That(Calls(), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_element_whose_time_is_nearly_over_stops_its_worker_and_is_started_again()
    {
        Assert.That(Run(worker: 0, signal: "USR1"), Is.EqualTo(130));
        Assert.That(Calls()[1], Is.EqualTo("scontrol requeue 33_4"));
    }

    private int Run(int worker, int restarts = 0, int scontrol = 0, string? signal = null)
    {
        int number = 10;
        var plan = new ClusterPlan([
            new ClusterStage(0, [.. Enumerable.Range(0, 5).Select(_ => new ClusterElement(number++, "", 1, ["key"]))]),
        ]);
        SlurmScript script = new SlurmScripts(_run, new SlurmOptions(), "small", 1).Of(plan, 1001)[0];
        File.WriteAllText(_folder["script"], script.Text);
        var start = new ProcessStartInfo("bash", [_folder["script"]]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["SLURM_ARRAY_JOB_ID"] = "33";
        start.Environment["SLURM_ARRAY_TASK_ID"] = "4";
        start.Environment["WORKER_CODE"] = $"{worker}";
        start.Environment["WORKER_SECONDS"] = signal is null ? "0" : "600";
        start.Environment["SCONTROL_CODE"] = $"{scontrol}";
        if (restarts > 0)
        {
            start.Environment["SLURM_RESTART_COUNT"] = $"{restarts}";
        }

        using Process bash = Process.Start(start)!;
        if (signal is not null)
        {
            Assert.That(() => File.Exists(_folder["begun"]), Is.True.After(300_000, 20));
            using var kill = Process.Start("kill", [$"-{signal}", $"{bash.Id}"]);
            kill.WaitForExit();
        }

        bash.WaitForExit();
        return bash.ExitCode;
    }

    private string[] Calls() => File.ReadAllLines(_folder["calls"]);

    private static void Executable(string path, string text)
    {
        File.WriteAllText(path, text);
        using var chmod = Process.Start("chmod", ["+x", path]);
        chmod.WaitForExit();
    }
}
