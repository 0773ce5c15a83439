using System.Text.Json;
using System.Xml.Linq;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>The pipeline of <c>docs/ci.md</c>, step by step as it stands there, and what stops it.</summary>
public sealed class CiPageTests
{
    private static readonly string Page = File.ReadAllText(Checkout.Path("docs", "ci.md"));
    private WorkFolder _folder = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new WorkFolder();
        _folder.Write("gate.unlearn.yaml", Block("yaml"));
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task Every_step_passes_a_run_that_is_as_expected_and_no_worse_than_its_baseline()
    {
        string[] steps = [.. Block("sh").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.That(steps, Has.Length.EqualTo(4));
        foreach (string step in steps)
        {
            if (step.Contains("--baseline", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(_folder.At("baseline"));
                File.Copy(_folder.At("out", "results.json"), _folder.At("baseline", "results.json"));
            }

            ToolResult result = await StepAsync(step);
            Assert.That(result.ExitCode, Is.Zero, $"{step}\n{result}");
        }

        using JsonDocument sarif = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("check.sarif")));
        Assert.That(sarif.RootElement.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
        Assert.That(XDocument.Load(_folder.At("out", "junit.xml")).Root!.Attribute("failures")!.Value, Is.EqualTo("0"));
    }

    [Test]
    public async Task An_expectation_that_does_not_hold_stops_the_run_and_the_gate()
    {
        string manifest = _folder.Write(
            "gate.unlearn.yaml",
            Block("yaml").Replace(">= reference - 0.1", ">= reference + 0.5", StringComparison.Ordinal)
        );
        ToolResult run = await ToolProcess.RunAsync(_folder.Path, "run", manifest, "-o", "out");
        Assert.That(run.ExitCode, Is.EqualTo(3), run.ToString());
        Assert.That(run.Output, Does.Contain("missed by").And.Contain("expectations: ").And.Contain(" hold"));
        ToolResult gate = await ToolProcess.RunAsync(_folder.Path, "gate", "out");
        Assert.That(gate.ExitCode, Is.EqualTo(3), gate.ToString());
        Assert.That(
            XDocument
                .Load(_folder.At("out", "junit.xml"))
                .Descendants("failure")
                .Select(static one => one.Parent!.Attribute("name")!.Value),
            Is.Not.Empty.And.All.Contains("reference + 0.5")
        );
    }

    [Test]
    public async Task A_run_that_is_worse_than_its_baseline_is_stopped()
    {
        ToolResult good = await StepAsync("unlearn run gate.unlearn.yaml -o good --store cache");
        ToolResult bad = await StepAsync(
            "unlearn run gate.unlearn.yaml -o bad --store cache --set training.learningRate=0.0001"
        );
        Assert.That(good.ExitCode, Is.Zero, good.ToString());
        Assert.That(bad.ExitCode, Is.AnyOf(0, 3), bad.ToString());
        ToolResult gate = await StepAsync("unlearn gate bad --baseline good");
        Assert.That(gate.ExitCode, Is.EqualTo(3), gate.ToString());
        Assert.That(gate.Output, Does.Contain("test-accuracy").And.Match("regressions: [1-9]"));
    }

    [Test]
    public async Task Mistakes_are_listed_for_programs_with_their_places()
    {
        string manifest = _folder.Write(
            "gate.unlearn.yaml",
            Block("yaml").Replace("sisa: exact", "siza: exact", StringComparison.Ordinal)
        );
        ToolResult json = await ToolProcess.RunAsync(_folder.Path, "check", manifest, "--format", "json");
        ToolResult sarif = await ToolProcess.RunAsync(_folder.Path, "check", manifest, "--format", "sarif");
        Assert.That((json.ExitCode, sarif.ExitCode), Is.EqualTo((2, 2)));
        using JsonDocument list = JsonDocument.Parse(json.Output);
        Assert.That(list.RootElement[0].GetProperty("id").GetString(), Is.EqualTo("UNL0029"));
        using JsonDocument log = JsonDocument.Parse(sarif.Output);
        JsonElement result = log.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.That(result.GetProperty("ruleId").GetString(), Is.EqualTo("UNL0029"));
        Assert.That(
            result
                .GetProperty("locations")[0]
                .GetProperty("physicalLocation")
                .GetProperty("region")
                .GetProperty("startLine")
                .GetInt32(),
            Is.EqualTo(list.RootElement[0].GetProperty("line").GetInt32())
        );
    }

    private async Task<ToolResult> StepAsync(string step)
    {
        string[] parts = step.Split(" > ");
        ToolResult result = await ToolProcess.RunAsync(_folder.Path, [.. parts[0].Split(' ').Skip(1)]);
        if (parts.Length > 1)
        {
            _folder.Write(parts[1], result.Output);
        }

        return result;
    }

    private static string Block(string language)
    {
        string fence = $"```{language}\n";
        int start = Page.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
