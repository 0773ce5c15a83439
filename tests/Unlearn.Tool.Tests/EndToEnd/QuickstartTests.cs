using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>The first run of a newcomer decides everything, whatever the seed, and gives the same bytes on one worker and on two.</summary>
[Category("Slow")]
public sealed class QuickstartTests
{
    [TestCase(1729)]
    [TestCase(7)]
    [TestCase(2024)]
    public async Task Every_method_gets_a_verdict(int seed)
    {
        using var folder = new WorkFolder();
        ToolResult run = await ToolProcess.RunAsync(
            folder.Path,
            ["run", "quickstart", "-o", "out", "--jobs", "2", "--set", $"seeds.base={seed}"]
        );
        Assert.That(run.ExitCode, Is.Zero, run.ToString());

        using JsonDocument results = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("out", "results.json")));
        JsonElement[] verdicts =
        [
            .. results
                .RootElement.GetProperty("settings")
                .EnumerateArray()
                .SelectMany(static setting => setting.GetProperty("verdicts").EnumerateArray()),
        ];
        Assert.That(
            verdicts.ToDictionary(static one => Text(one, "row"), static one => Text(one, "verdict")),
            Is.EquivalentTo(
                new Dictionary<string, string>
                {
                    ["original"] = "traces-left",
                    ["retrain"] = "is-reference",
                    ["sisa-5"] = "exact",
                    ["sisa-20"] = "exact",
                    ["fine-tune"] = "traces-left",
                    ["gradient-ascent"] = "traces-left",
                    ["neg-grad-plus"] = "broken",
                    ["prmq"] = "forgotten",
                }
            )
        );

        // Not only each row: every cell of the table, the accuracy and the AUC of each attack.
        Assert.That(
            verdicts
                .SelectMany(static one => one.GetProperty("evidence").EnumerateArray())
                .Where(static one => !Text(one, "figure").Contains("tpr-at", StringComparison.Ordinal))
                .Select(static one => Text(one, "finding")),
            Has.Exactly(7 * 3).Items.And.None.EqualTo("undecided").And.None.EqualTo("no-power")
        );
    }

    [Test]
    public async Task One_worker_and_two_give_the_same_bytes()
    {
        using var folder = new WorkFolder();
        byte[][] results = new byte[2][];
        for (int jobs = 1; jobs <= 2; jobs++)
        {
            ToolResult run = await ToolProcess.RunAsync(
                folder.Path,
                ["run", "quickstart", "-o", $"out-{jobs}", "--store", $"store-{jobs}", "--jobs", $"{jobs}"]
            );
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            results[jobs - 1] = await File.ReadAllBytesAsync(folder.At($"out-{jobs}", "results.json"));
        }

        Assert.That(results[0], Is.EqualTo(results[1]));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
