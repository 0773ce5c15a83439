using YamlDotNet.RepresentationModel;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>What <c>docs/cluster.md</c> shows for other programs than Slurm is run as it stands there, and gives the bytes of a local run.</summary>
[Category("Slow")]
[Platform(Exclude = "Win", Reason = "shell lines")]
public sealed class ClusterPageTests
{
    private const string Run = "results/mine";
    private static readonly string Page = File.ReadAllText(Checkout.Path("docs", "cluster.md"));

    private byte[] _expected = [];
    private WorkFolder _tools = null!;
    private WorkFolder _folder = null!;

    [OneTimeSetUp]
    public async Task RunLocally()
    {
        using var folder = new WorkFolder();
        folder.Write("mine.unlearn.yaml", Manifests.Tiny);
        ToolResult local = await ToolProcess.RunAsync(folder.Path, "run", "mine.unlearn.yaml", "-o", "local");
        Assert.That(local.ExitCode, Is.Zero, local.ToString());
        _expected = await File.ReadAllBytesAsync(folder.At("local", "results.json"));
        _tools = new WorkFolder();
    }

    [OneTimeTearDown]
    public void Clean() => _tools?.Dispose();

    [SetUp]
    public void Begin()
    {
        _folder = new WorkFolder();
        // The tool is large, and one copy of it serves all tests.
        Directory.CreateDirectory(_folder.At("artifacts", "store"));
        Directory.CreateSymbolicLink(_folder.At("artifacts", "store", "tools"), _tools.Path);
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase("parallel -j 8 results")]
    [TestCase("parallel -j 8 --sshlogin")]
    [TestCase("xargs")]
    public async Task A_line_that_starts_workers_settles_everything(string beginning)
    {
        string[] lines = Block("GNU parallel and xargs", "sh").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string line = lines.Single(line => line.StartsWith(beginning, StringComparison.Ordinal));
        if ((await ShellAsync($"command -v {line.Split(' ')[0]}")).ExitCode != 0)
        {
            Assert.Ignore($"{line.Split(' ')[0]} is not installed");
        }

        string[] elements = await PrepareAsync("0.2");
        Assert.That(elements, Has.Length.GreaterThan(4), "several for each worker");

        // ':' is the machine itself, without ssh.
        ToolResult worked = await ShellAsync(line.Replace("n1,n2", ":", StringComparison.Ordinal));
        ToolResult status = await ShellAsync($"unlearn status {Run}");
        ToolResult report = await ShellAsync(lines[^1]);

        Assert.That(worked.ExitCode, Is.Zero, worked.ToString());
        Assert.That(status.Output, Does.Contain("56/56 tasks"), status.ToString());
        await ExpectAsync(report);
    }

    [Test]
    public async Task The_containers_of_the_Kubernetes_job_settle_everything()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Block("A Kubernetes indexed Job", "yaml")));
        YamlNode job = yaml.Documents.Single().RootNode;
        YamlNode pod = job["spec"]["template"]["spec"];
        YamlNode container = ((YamlSequenceNode)pod["containers"]).Single();
        YamlNode mount = ((YamlSequenceNode)container["volumeMounts"]).Single();
        YamlNode volume = ((YamlSequenceNode)pod["volumes"]).Single();
        string root = Text(mount["mountPath"]);
        string[] command = [.. Texts(container["command"]), .. Texts(container["args"])];

        Assert.That(Text(job["apiVersion"]), Is.EqualTo("batch/v1"));
        Assert.That(Text(job["kind"]), Is.EqualTo("Job"));
        Assert.That(Text(job["spec"]["completionMode"]), Is.EqualTo("Indexed"), "it sets JOB_COMPLETION_INDEX");
        Assert.That(job["spec"]["maxFailedIndexes"], Is.EqualTo(job["spec"]["completions"]));
        Assert.That(Text(pod["restartPolicy"]), Is.EqualTo("Never"), "backoffLimitPerIndex asks for it");
        Assert.That(volume["name"], Is.EqualTo(mount["name"]));
        Assert.That(command[^1], Does.Contain($"{root}/{Run}/cluster/unlearn worker {root}/{Run} "));

        string[] elements = await PrepareAsync("60");
        string[] here = [.. command.Select(word => word.Replace(root, _folder.Path, StringComparison.Ordinal))];
        for (int index = 0; index < elements.Length; index++)
        {
            ToolResult worked = await StartAsync(here, ("JOB_COMPLETION_INDEX", $"{index}"));
            Assert.That(worked.ExitCode, Is.Zero, worked.ToString());
        }

        string report = here[^1].Replace("\"$JOB_COMPLETION_INDEX\"", "report", StringComparison.Ordinal);
        await ExpectAsync(await StartAsync([.. here[..^1], report]));
    }

    /// <summary>Prepares the run as the page says, with elements of another size.</summary>
    private async Task<string[]> PrepareAsync(string pack)
    {
        _folder.Write("mine.unlearn.yaml", Manifests.Tiny);
        string line = Block("Anything else that starts processes", "sh").Trim();
        Assert.That(line, Does.Contain("--pack 60"));

        ToolResult prepared = await ShellAsync(line.Replace("--pack 60", $"--pack {pack}", StringComparison.Ordinal));

        Assert.That(prepared.ExitCode, Is.Zero, prepared.ToString());
        string[] elements = await File.ReadAllLinesAsync(_folder.At("elements"));
        Assert.That(elements, Is.EqualTo(Enumerable.Range(0, elements.Length).Select(static number => $"{number}")));
        return elements;
    }

    private async Task ExpectAsync(ToolResult report)
    {
        Assert.That(report.ExitCode, Is.Zero, report.ToString());
        Assert.That(await File.ReadAllBytesAsync(_folder.At(Run, "results.json")), Is.EqualTo(_expected));
        Assert.That(_folder.At(Run, "report.html"), Does.Exist);
    }

    private Task<ToolResult> ShellAsync(string line) => StartAsync(["/bin/sh", "-c", line]);

    private async Task<ToolResult> StartAsync(string[] command, params (string Name, string Value)[] more)
    {
        string path = $"{Path.GetDirectoryName(ToolProcess.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";
        Dictionary<string, string?> environment = more.Append(("PATH", path))
            .ToDictionary(static one => one.Item1, static one => (string?)one.Item2);
        using ToolProcess process = ToolProcess.Start(_folder.Path, command[1..], environment, command[0]);
        return await process.EndAsync();
    }

    /// <summary>The first block of a language under a heading.</summary>
    private static string Block(string heading, string language)
    {
        string section = Page.Split($"# {heading}\n", 2)[1];
        return section.Split($"```{language}\n", 2)[1].Split("```", 2)[0];
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Select(Text);
}
