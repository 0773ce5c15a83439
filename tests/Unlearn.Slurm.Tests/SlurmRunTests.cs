using System.Text.Json;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Slurm.Tests;

/// <summary>Runs on a real Slurm end in the bytes of a local run, whatever happens on the way.</summary>
[Platform("Linux", Reason = "Slurm runs on Linux")]
[Category("Slow")]
public sealed class SlurmRunTests
{
    // Three trainings of some ten seconds each: an element is found at work before it ends, on a fast machine too.
    private const string Lasting = """
        experiment: lasting
        seeds: { count: 1 }
        datasets:
          digits: { split: { train: 0.3, test: 0.2, population: 0.2 } }
        model: { type: softmax-regression }
        training: { optimizer: sgd, learningRate: 0.1, batchSize: 64, epochs: 60000 }
        forget:
          a-few: { type: random, fraction: 0.05 }
        methods:
          gradient-ascent: { steps: 3 }
        attacks:
          loss-threshold:
        """;

    // An element for each of the trainings.
    private const string Pack = "4";

    // The folder's name shows that scripts keep names whole.
    private const string Run = "a run";

    private WorkFolder _folder = null!;
    private SlurmCluster _cluster = null!;

    [SetUp]
    public async Task Start()
    {
        _cluster = await SlurmCluster.StartAsync();
        _folder = new WorkFolder();
    }

    [TearDown]
    public async Task Stop()
    {
        if (_cluster is not null)
        {
            if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
            {
                await TestContext.Out.WriteLineAsync(string.Join('\n', _cluster.LastWords(200)));
            }

            await _cluster.DisposeAsync();
            _folder.Dispose();
        }
    }

    [Test]
    public async Task A_small_experiment_gives_the_bytes_of_a_local_run()
    {
        string manifest = _folder.Write("tiny.unlearn.yaml", Manifests.Tiny);

        ToolResult run = await UnlearnAsync(["run", manifest, .. Slurm, "--pack", "0.3"]);

        Assert.That(run.ExitCode, Is.Zero, run.ToString() + Logs());
        Assert.That(run.Output, Does.Contain("report.html"));
        Assert.That(Results(), Is.EqualTo(await LocalAsync(manifest)));
        string stages = (await File.ReadAllTextAsync(_folder.At(Run, "cluster", "jobs.json"))).ReplaceLineEndings("");
        Assert.That(stages, Does.Match("stage-0.*stage-1.*stage-2.*report"));
        ToolResult status = await UnlearnAsync(["status", Run]);
        Assert.That(status.Output, Does.StartWith($"{Run}: completed, 56/56 tasks"), status.ToString());
    }

    [Test]
    public async Task Quickstart_gives_the_bytes_of_a_local_run_also_when_nobody_waits_for_it()
    {
        ToolResult submitted = await UnlearnAsync(["run", "shadow-loop", .. Slurm, "--pack", "8", "--detach"]);
        Assert.That(submitted.ExitCode, Is.Zero, submitted.ToString());

        byte[] expected = await LocalAsync("shadow-loop");
        ToolResult followed = await UnlearnAsync(["status", Run, "--wait"]);

        Assert.That(followed.ExitCode, Is.Zero, followed.ToString() + Logs());
        Assert.That(Results(), Is.EqualTo(expected));
        Assert.That(_folder.At(Run, "report.html"), Does.Exist);
    }

    [Test]
    public async Task A_node_that_dies_and_an_element_that_is_preempted_cost_time_and_no_results()
    {
        string manifest = _folder.Write("lasting.unlearn.yaml", Lasting);
        using ToolProcess tool = Unlearn(["run", manifest, .. Slurm, "--pack", Pack]);
        int lost = await WorkingAsync("n1");
        int preempted = await WorkingAsync("n2");

        string name = await NameAsync("n2");
        await _cluster.AskAsync("scontrol", "requeue", name);
        await _cluster.KillNodeAsync("n1");
        ToolResult run = await EndAsync(tool);

        Assert.That(run.ExitCode, Is.Zero, run.ToString() + Logs());
        Assert.That(Results(), Is.EqualTo(await LocalAsync(manifest)));
        Assert.That(Count(lost, "planned"), Is.EqualTo(2), "the element of the dead node began again");
        Assert.That(Count(preempted, "planned"), Is.EqualTo(2), "so did the preempted one");
        Assert.That(Count(preempted, "cancelled"), Is.EqualTo(1), "after it had stopped in good order");
    }

    [Test]
    public async Task A_training_that_is_preempted_in_the_middle_goes_on_from_where_it_was()
    {
        string manifest = _folder.Write("lasting.unlearn.yaml", Lasting);
        // The three trainings are one element; the first checkpoint shows that one is in the middle.
        string[] command = ["run", manifest, .. Slurm, "--pack", "600", "--checkpoint", "1s"];
        using ToolProcess tool = Unlearn(command);
        await _cluster.WaitAsync("a training has a checkpoint", () => Task.FromResult(Checkpoints().Length > 0));
        string element = (await _cluster.QueueAsync("%F_%K|%T"))
            .Single(static line => line.EndsWith("|RUNNING", StringComparison.Ordinal))
            .Split('|')[0];
        await _cluster.AskAsync("scontrol", "requeue", element);
        await _cluster.WaitAsync("the element has stopped", () => Task.FromResult(Count(0, "cancelled") == 1));
        // Later than the first, or the first where the signal came while it was written.
        string[] kept = Checkpoints();
        ToolResult run = await EndAsync(tool);

        Assert.That(run.ExitCode, Is.Zero, run.ToString() + Logs());
        JsonElement[] resumed = Events(0, "resumed");
        Assert.That(
            resumed.Select(static told => told.GetProperty("key").GetString()),
            Is.EquivalentTo(kept.Select(static path => Path.GetFileName(path).Split('.')[0]))
        );
        Assert.That(resumed.Sum(static told => told.GetProperty("epoch").GetInt32()), Is.Positive);
        Assert.That(Checkpoints(), Is.Empty, "what is finished needs none");
        Assert.That(Results(), Is.EqualTo(await LocalAsync(manifest)));
    }

    [Test]
    public async Task A_cancelled_run_continues_with_the_same_command()
    {
        string manifest = _folder.Write("lasting.unlearn.yaml", Lasting);
        string[] command = ["run", manifest, .. Slurm, "--pack", Pack];
        ToolResult submitted = await UnlearnAsync([.. command, "--limit", "1", "--detach"]);
        Assert.That(submitted.ExitCode, Is.Zero, submitted.ToString());
        int planned = PlannedTasks();
        await _cluster.WaitAsync("one element has ended", () => Task.FromResult(Count(0, "completed") == 1));
        await _cluster.WaitAsync("another one is at work", () => Task.FromResult(Count(1, "started") == 1));

        await _cluster.AskAsync("scancel", [.. Jobs()]);
        await _cluster.WaitAsync("nothing is left", async () => (await _cluster.QueueAsync("%i")).Length == 0);
        ToolResult status = await UnlearnAsync(["status", Run]);
        ToolResult watched = await UnlearnAsync(["status", Run, "--wait"]);
        Assert.That(status.Output, Does.Contain("none of its jobs is alive"), status.ToString());
        Assert.That(watched.ExitCode, Is.EqualTo(130), watched.ToString());
        Assert.That(Count(1, "cancelled"), Is.EqualTo(1), "the element stopped in good order");

        ToolResult run = await UnlearnAsync(command);

        Assert.That(run.ExitCode, Is.Zero, run.ToString() + Logs());
        Assert.That(PlannedTasks(), Is.LessThan(planned), "what was finished is not repeated");
        Assert.That(Results(), Is.EqualTo(await LocalAsync(manifest)));
    }

    private static string[] Slurm => ["--executor", "slurm", "-o", Run, "--store", "store", "--time", "10"];

    private ToolProcess Unlearn(IEnumerable<string> arguments) =>
        ToolProcess.Start(_folder.Path, arguments, _cluster.Environment);

    private async Task<ToolResult> UnlearnAsync(IEnumerable<string> arguments)
    {
        using ToolProcess tool = Unlearn(arguments);
        return await tool.EndAsync();
    }

    /// <summary>Waits for the end of a run, and makes Slurm start at once what it put back into the queue.</summary>
    private async Task<ToolResult> EndAsync(ToolProcess tool)
    {
        Task<ToolResult> end = tool.EndAsync();
        while (!end.IsCompleted)
        {
            await _cluster.HastenAsync();
            await Task.WhenAny(end, Task.Delay(500));
        }

        return await end;
    }

    private async Task<byte[]> LocalAsync(string manifest)
    {
        ToolResult local = await UnlearnAsync(["run", manifest, "-o", "local", "--store", "local-store"]);
        Assert.That(local.ExitCode, Is.Zero, local.ToString());
        return await File.ReadAllBytesAsync(_folder.At("local", "results.json"));
    }

    private byte[] Results() => File.ReadAllBytes(_folder.At(Run, "results.json"));

    /// <summary>Waits until an element trains on a node; its number.</summary>
    private async Task<int> WorkingAsync(string node)
    {
        int working = -1;
        await _cluster.WaitAsync(
            $"an element is at work on {node}",
            async () =>
            {
                foreach (string line in await _cluster.QueueAsync("%K|%T|%N|%j"))
                {
                    if (line.Split('|') is [{ } index, "RUNNING", { } on, { } name] && on == node)
                    {
                        // Elements are numbered through all stages, arrays begin at 0; only the first stage is awaited here.
                        Assert.That(name, Does.EndWith("-stage-0"));
                        working = int.Parse(index, System.Globalization.CultureInfo.InvariantCulture);
                        return Count(working, "started") > Count(working, "finished");
                    }
                }

                return false;
            }
        );
        return working;
    }

    private async Task<string> NameAsync(string node) =>
        (await _cluster.QueueAsync("%F_%K|%T|%N"))
            .Select(static line => line.Split('|'))
            .First(fields => fields[1] == "RUNNING" && fields[2] == node)[0];

    /// <summary>How often a word stands in an element's journal as an event or an outcome.</summary>
    private int Count(int element, string word) => Journal(element).Split($":\"{word}\"").Length - 1;

    /// <summary>Events of one kind in an element's journal.</summary>
    private JsonElement[] Events(int element, string kind) =>
        [
            .. Journal(element)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => JsonDocument.Parse(line).RootElement)
                .Where(told => told.GetProperty("event").GetString() == kind),
        ];

    private string Journal(int element)
    {
        string journal = _folder.At(Run, "cluster", "elements", $"{element}", "events.ndjson");
        if (!File.Exists(journal))
        {
            return "";
        }

        using var reader = new StreamReader(
            new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        );
        return reader.ReadToEnd();
    }

    private string[] Checkpoints() =>
        Directory.Exists(_folder.At("store", "entries"))
            ? Directory.GetFiles(_folder.At("store"), "*.checkpoint.safetensors", SearchOption.AllDirectories)
            : [];

    private int PlannedTasks()
    {
        using JsonDocument plan = JsonDocument.Parse(File.ReadAllText(_folder.At(Run, "cluster", "plan.json")));
        return plan
            .RootElement.GetProperty("stages")
            .EnumerateArray()
            .SelectMany(static stage => stage.GetProperty("elements").EnumerateArray())
            .Sum(static element => element.GetProperty("tasks").GetArrayLength());
    }

    private IEnumerable<string> Jobs()
    {
        using JsonDocument jobs = JsonDocument.Parse(File.ReadAllText(_folder.At(Run, "cluster", "jobs.json")));
        return
        [
            .. jobs
                .RootElement.GetProperty("jobs")
                .EnumerateArray()
                .Select(static job => job.GetProperty("id").GetString()!),
        ];
    }

    private string Logs() =>
        string.Concat(
            Directory
                .EnumerateFiles(_folder.At(Run, "cluster", "log"))
                .Select(static log => $"\n--- {Path.GetFileName(log)}\n{File.ReadAllText(log)}")
        );
}
