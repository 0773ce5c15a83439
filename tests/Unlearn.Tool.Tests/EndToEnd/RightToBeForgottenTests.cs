using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Twenty people ask one after another: shards answer exactly, and for as much less as the closed form says.</summary>
[Category("Slow")]
public sealed class RightToBeForgottenTests
{
    [Test]
    public async Task Shards_answer_each_request_for_a_fraction_of_a_training()
    {
        using var folder = new WorkFolder();
        ToolResult run = await ToolProcess.RunAsync(
            folder.Path,
            ["run", "right-to-be-forgotten", "-o", "out", "--jobs", "2"]
        );
        Assert.That(run.ExitCode, Is.Zero, run.ToString());

        using JsonDocument results = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("out", "results.json")));
        JsonElement setting = results.RootElement.GetProperty("settings")[0];
        foreach (int shards in new[] { 5, 20 })
        {
            // With 4 slices and equal work for each, going on from a checkpoint costs (R + 1)(2R + 1)/(6R) = 1.875 of a stage's slices where
            // all of a shard costs (R + 1)/2 = 2.5 of them: a request costs S * 4/3 times less than training again.
            double expected = shards * 4.0 / 3.0;
            Assert.That(SpeedUp(setting, $"sisa-{shards}"), Is.EqualTo(expected).Within(0.15 * expected));
        }

        Assert.That(SpeedUp(setting, "retrain"), Is.EqualTo(1).Within(1e-12));
        Assert.That(
            setting
                .GetProperty("verdicts")
                .EnumerateArray()
                .ToDictionary(
                    static one => one.GetProperty("row").GetString()!,
                    static one => one.GetProperty("verdict").GetString()!
                ),
            Does.ContainKey("sisa-5").WithValue("exact").And.ContainKey("sisa-20").WithValue("exact")
        );
        Assert.That(
            setting
                .GetProperty("rows")
                .EnumerateArray()
                .Where(static row => row.GetProperty("id").GetString() is "retrain" or "sisa-5" or "sisa-20")
                .SelectMany(static row => row.GetProperty("trials").EnumerateArray())
                .Select(static trial => trial.GetProperty("steps").GetArrayLength()),
            Has.All.EqualTo(20)
        );
    }

    private static double SpeedUp(JsonElement setting, string row) =>
        setting
            .GetProperty("rows")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == row)
            .GetProperty("summary")
            .EnumerateArray()
            .Single(static figure => figure.GetProperty("name").GetString() == "speed-up")
            .GetProperty("value")
            .GetDouble();
}
