using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Every kind of scenario from a manifest to a report.</summary>
public sealed class ScenarioTests
{
    private const string All = """
        experiment: scenarios
        seeds: { count: 1 }
        datasets:
          digits: { split: { train: 0.3, test: 0.2, population: 0.2 } }
        model: softmax-regression
        training: { epochs: 5 }
        forget:
          chosen: { type: query, where: "label in [3, 5] and feature[20] > 0.5" }
          square: { type: poisoned, fraction: 0.1, trigger: { size: 2 } }
          swapped: { type: poisoned, fraction: 0.5, swap: [3, 5] }
          requests: { type: stream, requests: 4, batch: 2 }
          by-heart: { type: memorised, count: 10, shadows: 4 }
        shards: [2]
        methods: { retrain: , sisa: , gradient-ascent: { steps: 3 } }
        attacks:
          loss-threshold:
          backdoor:
          interclass-confusion: { first: 3, second: 5 }
          exposure:
        """;

    private const string Table = """
        experiment: table
        datasets:
          people: { type: csv, path: people.csv, label: kind }
        model: softmax-regression
        forget:
          some:
            type: query
            where: AGE > 40
        methods: { retrain: }
        """;

    [Test]
    public async Task All_scenarios_of_one_manifest_end_in_one_report()
    {
        using var folder = new WorkFolder();
        folder.Write("all.unlearn.yaml", All);
        ToolResult plan = await ToolProcess.RunAsync(folder.Path, "plan", "all.unlearn.yaml");
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "all.unlearn.yaml", "-o", "one");
        ToolResult again = await ToolProcess.RunAsync(folder.Path, "run", "all.unlearn.yaml", "-o", "two");

        Assert.That(plan.Output, Does.Contain("this is the first step"), plan.ToString());
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(again.Error, Does.Match(@"(?m)^(\d+) tasks, \1 of them in the store$"), again.ToString());
        Assert.That(
            File.ReadAllBytes(folder.At("two", "results.json")),
            Is.EqualTo(File.ReadAllBytes(folder.At("one", "results.json")))
        );
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(folder.At("one", "results.json")));
        Assert.That(
            results
                .RootElement.GetProperty("settings")
                .EnumerateArray()
                .Select(static setting => setting.GetProperty("scenario").GetString()),
            Is.EqualTo(new[] { "chosen", "square", "swapped", "requests", "by-heart" })
        );
        Assert.That(
            File.ReadAllText(folder.At("one", "report.html")),
            Does.Contain("The stream of requests").And.Contain("backdoor/hit-rate")
        );
    }

    [Test]
    public async Task A_column_that_only_the_data_know_is_missed_with_file_and_line()
    {
        using var folder = new WorkFolder();
        folder.Write("people.csv", "age,kind\n30,a\n50,b\n60,a\n20,b\n41,a\n70,b\n22,a\n33,b\n44,a\n55,b\n");
        folder.Write("table.unlearn.yaml", Table);

        ToolResult check = await ToolProcess.RunAsync(folder.Path, "check", "table.unlearn.yaml");
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "table.unlearn.yaml");

        Assert.That(check.ExitCode, Is.EqualTo(2), check.ToString());
        Assert.That(run.ExitCode, Is.EqualTo(2), run.ToString());
        Assert.That(run.Error, Does.Contain("table.unlearn.yaml(8): 'csv' has no column 'AGE'. Did you mean 'age'?"));
    }
}
