using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>The verbs that look at plans, runs and the store, around one small run.</summary>
public sealed class InspectionTests
{
    private readonly WorkFolder _folder = new();

    [OneTimeSetUp]
    public async Task RunOnce()
    {
        _folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult result = await ToolProcess.RunAsync(_folder.Path, "run", "tiny.unlearn.yaml");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task A_plan_finds_everything_in_the_store_after_a_run()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder.Path, "plan", "tiny.unlearn.yaml");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Match(@"\d+ trials, \d+ tasks, 0 to run"));
    }

    [Test]
    public async Task Plan_and_show_begin_with_what_the_data_were_read_as()
    {
        ToolResult plan = await ToolProcess.RunAsync(_folder.Path, "plan", "tiny.unlearn.yaml");
        ToolResult show = await ToolProcess.RunAsync(_folder.Path, "show");

        foreach (ToolResult result in (ToolResult[])[plan, show])
        {
            Assert.That(
                result.Output,
                Does.StartWith(
                    "digits: 1797 points of 1 x 8 x 8; train 539, test 359, population 359\ndigits: 10 classes: 0 178, 1 182, "
                ),
                result.ToString()
            );
        }
    }

    [Test]
    public async Task A_plan_says_which_input_makes_a_task_run_again()
    {
        ToolResult result = await ToolProcess.RunAsync(
            _folder.Path,
            "plan",
            "tiny.unlearn.yaml",
            "--set",
            "training.epochs=3",
            "--format",
            "json"
        );

        using JsonDocument plan = JsonDocument.Parse(result.Output);
        JsonElement[] running =
        [
            .. plan
                .RootElement.GetProperty("tasks")
                .EnumerateArray()
                .Where(static task => task.GetProperty("state").GetString() == "to-run"),
        ];
        Assert.That(running, Is.Not.Empty);
        Assert.That(running.Select(static task => task.GetProperty("reason").GetString()), Has.Some.Contains("epochs"));
    }

    [TestCase("dot", "digraph plan {")]
    [TestCase("mermaid", "flowchart LR")]
    public async Task A_plan_can_be_drawn(string format, string head)
    {
        ToolResult result = await ToolProcess.RunAsync(_folder.Path, "plan", "tiny.unlearn.yaml", "--format", format);

        Assert.That(result.Output, Does.StartWith(head), result.ToString());
        Assert.That(result.Output, Does.Contain("->").Or.Contain("-->"));
    }

    [Test]
    public async Task Runs_are_listed_shown_and_followed_by_name()
    {
        ToolResult runs = await ToolProcess.RunAsync(_folder.Path, "runs", "--format", "json");
        using JsonDocument list = JsonDocument.Parse(runs.Output);
        string name = list.RootElement[0].GetProperty("name").GetString()!;

        ToolResult status = await ToolProcess.RunAsync(_folder.Path, "status", name);
        ToolResult show = await ToolProcess.RunAsync(_folder.Path, "show");
        ToolResult wrong = await ToolProcess.RunAsync(_folder.Path, "show", name + "x");

        Assert.That(name, Does.StartWith("tiny-"));
        Assert.That(status.Output, Does.Match($@"^{name}: completed, (\d+)/\1 tasks"), status.ToString());
        Assert.That(show.Output, Does.Contain("gradient-ascent"), show.ToString());
        Assert.That(wrong.ExitCode, Is.EqualTo(2), wrong.ToString());
        Assert.That(wrong.Error, Does.Contain($"did you mean '{name}'?"));
    }

    [Test]
    public async Task The_store_is_listed_explained_verified_and_pruned()
    {
        ToolResult list = await ToolProcess.RunAsync(_folder.Path, "cache", "list", "--format", "json");
        using JsonDocument entries = JsonDocument.Parse(list.Output);
        string key = entries.RootElement[0].GetProperty("key").GetString()!;

        ToolResult explain = await ToolProcess.RunAsync(_folder.Path, "cache", "explain", key[..16]);
        ToolResult verify = await ToolProcess.RunAsync(_folder.Path, "cache", "verify");
        ToolResult nothing = await ToolProcess.RunAsync(_folder.Path, "cache", "prune");
        ToolResult young = await ToolProcess.RunAsync(_folder.Path, "cache", "prune", "--older-than", "1d");

        Assert.That(explain.Output, Does.StartWith(key).And.Contain("\"kind\""), explain.ToString());
        Assert.That(verify.Output, Does.Match(@"^\d+ whole, 0 damaged"), verify.ToString());
        Assert.That(nothing.ExitCode, Is.EqualTo(2), nothing.ToString());
        Assert.That(young.Output, Does.StartWith("removed 0 entries"), young.ToString());
    }

    [Test]
    public async Task A_damaged_entry_is_found()
    {
        using var copy = new WorkFolder();
        string entries = _folder.At("artifacts", "store", "entries");
        foreach (string file in Directory.EnumerateFiles(entries, "*", SearchOption.AllDirectories))
        {
            string target = copy.At("entries", Path.GetRelativePath(entries, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string victim = Directory.EnumerateFiles(copy.At("entries"), "*.json", SearchOption.AllDirectories).First();
        byte[] bytes = File.ReadAllBytes(victim);
        bytes[^2] ^= 1;
        File.WriteAllBytes(victim, bytes);

        ToolResult result = await ToolProcess.RunAsync(_folder.Path, "cache", "verify", "--store", copy.Path);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(result.Output, Does.Match(@"(?m)^damaged: [0-9a-f]{64}$").And.Contain("1 damaged"));
    }
}
