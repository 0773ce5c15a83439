using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace Unlearn.Slurm.Tests;

/// <summary>
/// A real Slurm of one's own: munge, controller and two nodes of one processor each as processes of this machine, with keys,
/// sockets and ports of their own. Where it cannot be had, tests are skipped with a reason.
/// </summary>
internal sealed class SlurmCluster : IAsyncDisposable
{
    // Where Slurm cannot start it never does; what a test waits for comes, on a machine however busy.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Nodes = ["n1", "n2"];

    private readonly string _folder = Directory.CreateTempSubdirectory("unlearn-slurm-").FullName;
    private readonly Dictionary<string, Process> _daemons = [];

    private SlurmCluster() { }

    /// <summary>The environment in which Slurm's commands mean this cluster.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?> { ["SLURM_CONF"] = Configuration };

    private string Configuration => Path.Combine(_folder, "slurm.conf");

    /// <summary>Starts everything and waits until both nodes are idle; skips the test where that is not possible.</summary>
    public static async Task<SlurmCluster> StartAsync()
    {
        foreach (string command in (string[])["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol"])
        {
            if (Find(command) is null)
            {
                Assert.Ignore($"{command} is not installed (Debian: slurm-wlm and munge)");
            }
        }

        var cluster = new SlurmCluster();
        try
        {
            cluster.Configure();
            cluster.Launch(
                "munge",
                "munged",
                [
                    "--foreground",
                    "--force",
                    $"--key-file={cluster.At("munge.key")}",
                    $"--socket={cluster.At("munge.socket")}",
                    $"--pid-file={cluster.At("munge.pid")}",
                    $"--log-file={cluster.At("munge.log")}",
                    $"--seed-file={cluster.At("munge.seed")}",
                ]
            );
            await cluster.WaitAsync(
                "munge",
                () => Task.FromResult(File.Exists(cluster.At("munge.socket"))),
                StartPatience
            );
            cluster.Launch("controller", "slurmctld", ["-D", "-c", "-f", cluster.Configuration]);
            foreach (string node in Nodes)
            {
                cluster.Launch(node, "slurmd", ["-D", "-N", node, "-f", cluster.Configuration]);
            }

            await cluster.WaitAsync("both nodes", cluster.AllIdleAsync, StartPatience);
            return cluster;
        }
        catch (TimeoutException reason)
        {
            string logs = string.Join('\n', cluster.LastWords(3));
            await cluster.DisposeAsync();
            Assert.Ignore($"Slurm does not start on this machine: {reason.Message}\n{logs}");
            throw;
        }
    }

    /// <summary>Runs one of Slurm's commands.</summary>
    public async Task<string> AskAsync(string command, params string[] arguments)
    {
        ProcessStartInfo start = Command(command, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : $"{command}: {await error}";
    }

    /// <summary>Lines of <c>squeue --array</c> in the given format.</summary>
    public async Task<string[]> QueueAsync(string format) =>
        (await AskAsync("squeue", "--array", "--noheader", $"--format={format}")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    /// <summary>Waits until something is so.</summary>
    public Task WaitAsync(string what, Func<Task<bool>> isSo) => WaitAsync(what, isSo, Patience);

    /// <summary>
    /// Kills a node as a power cut does: its daemon and everything that runs there. The controller is told what it would find
    /// out by itself after SlurmdTimeout.
    /// </summary>
    public async Task KillNodeAsync(string node)
    {
        _daemons[node].Kill();
        bool found = true;
        while (found)
        {
            found = false;
            foreach (OwnProcess process in OwnProcess.All(Configuration).Where(one => one.Node == node))
            {
                process.Kill();
                found = true;
            }
        }

        await AskAsync("scontrol", "update", $"NodeName={node}", "State=DOWN", "Reason=dead");
    }

    /// <summary>
    /// Starts elements soon that Slurm put back into the queue; by itself it leaves them there for two minutes. Not at once: a node revokes what a job
    /// may do by the second of its start, and would refuse a job that begins again in the second in which it was stopped.
    /// </summary>
    public async Task HastenAsync()
    {
        foreach (string line in await QueueAsync("%F_%K|%T|%r|%S"))
        {
            if (
                line.Split('|') is [{ } element, "PENDING", "BeginTime", { } begin]
                && DateTime.TryParse(begin, CultureInfo.InvariantCulture, out DateTime at)
                && at - DateTime.Now > TimeSpan.FromSeconds(5)
            )
            {
                await AskAsync("scontrol", "update", $"JobId={element}", "StartTime=now+3");
            }
        }
    }

    /// <summary>The last lines of every daemon's log: why Slurm did what it did.</summary>
    public IEnumerable<string> LastWords(int lines) =>
        from log in Directory.EnumerateFiles(_folder, "*.log")
        from line in File.ReadLines(log).TakeLast(lines)
        select $"{Path.GetFileName(log)}: {line}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Process daemon in _daemons.Values)
        {
            if (!daemon.HasExited)
            {
                daemon.Kill();
            }

            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }

        while (OwnProcess.All(Configuration) is { Count: > 0 } left)
        {
            left.ToList().ForEach(static process => process.Kill());
            await Task.Delay(20);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitAsync(string what, Func<Task<bool>> isSo, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                string queue = string.Join("; ", await QueueAsync("%F_%K %T %r %N"));
                throw new TimeoutException($"{what}: not within {patience.TotalSeconds:0} s; queue: {queue}");
            }

            await Task.Delay(100);
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private async Task<bool> AllIdleAsync() =>
        await AskAsync("sinfo", "--noheader", "--Node", "--format=%T") is { } states
        && states.Split('\n').Count(static state => state.Trim() == "idle") == Nodes.Length;

    private void Configure()
    {
        File.WriteAllBytes(At("munge.key"), RandomNumberGenerator.GetBytes(128));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        foreach (string folder in (string[])["state", "spool/n1", "spool/n2"])
        {
            Directory.CreateDirectory(At(folder));
        }

        int[] ports = FreePorts(3);
        string host = Dns.GetHostName().Split('.')[0];
        string user = System.Environment.UserName;
        string nodes = string.Concat(
            Nodes.Select(
                (node, i) =>
                    FormattableString.Invariant(
                        $"NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1 + i]} CPUs=1 State=UNKNOWN\n"
                    )
            )
        );
        // Nothing waits for the usual pauses of a large cluster.
        File.WriteAllText(
            Configuration,
            $"""
            ClusterName=unlearn-tests
            SlurmctldHost={host}(127.0.0.1)
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/munge
            AuthInfo=socket={At("munge.socket")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SlurmdParameters=config_overrides
            SlurmctldPort={ports[0].ToString(CultureInfo.InvariantCulture)}
            StateSaveLocation={At("state")}
            SlurmdSpoolDir={At("spool")}/%n
            SlurmctldPidFile={At("controller.pid")}
            SlurmdPidFile={At("%n.pid")}
            SlurmctldLogFile={At("controller.log")}
            SlurmdLogFile={At("%n.log")}
            JobAcctGatherType=jobacct_gather/none
            MpiDefault=none
            ReturnToService=2
            KillWait=10
            MessageTimeout=5
            SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0,bf_interval=1
            {nodes}
            PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP

            """
        );
    }

    private void Launch(string name, string command, string[] arguments)
    {
        ProcessStartInfo start = Command(command, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        _daemons[name] = process;
    }

    private ProcessStartInfo Command(string command, string[] arguments)
    {
        var start = new ProcessStartInfo(Find(command) ?? command, arguments);
        start.Environment["SLURM_CONF"] = Configuration;
        return start;
    }

    // Daemons lie where a user's PATH does not lead.
    private static string? Find(string command) =>
        $"{System.Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/local/sbin"
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, command))
            .FirstOrDefault(File.Exists);

    // Below those that the system gives to whoever asks for any: between this look and the daemon's start nobody else gets one.
    private static int[] FreePorts(int count)
    {
        var taken = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Select(static listener => listener.Port)
            .ToHashSet();
        int[] free = [.. Enumerable.Range(20_000, 12_000).Where(port => !taken.Contains(port))];
        RandomNumberGenerator.Shuffle(free.AsSpan());
        return free[..count];
    }
}
