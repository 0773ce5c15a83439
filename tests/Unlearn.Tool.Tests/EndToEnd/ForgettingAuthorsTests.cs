using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>
/// The first run of a newcomer to texts: the original recites, retraining does not, and methods stop short, arrive and go too far. Minutes of two cores, so that one run
/// is looked at from all sides.
/// </summary>
[Category("Slow")]
public sealed class ForgettingAuthorsTests
{
    [Test]
    public async Task The_original_recites_and_methods_stop_short_arrive_and_go_too_far()
    {
        using var folder = new WorkFolder();
        ToolResult run = await ToolProcess.RunAsync(
            folder.Path,
            ["run", "forgetting-authors", "-o", "out", "--jobs", "2"]
        );
        Assert.That(run.ExitCode, Is.Zero, run.ToString());

        using JsonDocument results = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("out", "results.json")));
        JsonElement setting = results.RootElement.GetProperty("settings")[0];
        Dictionary<string, string> verdicts = setting
            .GetProperty("verdicts")
            .EnumerateArray()
            .ToDictionary(
                static one => one.GetProperty("row").GetString()!,
                static one => one.GetProperty("verdict").GetString()!
            );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Value(setting, "original", "loss-threshold/auc"), Is.GreaterThan(0.9));
            Assert.That(Value(setting, "original", "extraction/extraction-strength"), Is.GreaterThan(0.8));
            Assert.That(Value(setting, "original", "extraction/rouge-l-recall"), Is.GreaterThan(0.9));
            foreach (string retrained in (string[])["reference", "null"])
            {
                Assert.That(Value(setting, retrained, "loss-threshold/auc"), Is.EqualTo(0.5).Within(0.2), retrained);
                Assert.That(Value(setting, retrained, "extraction/extraction-strength"), Is.LessThan(0.3), retrained);
            }

            // Where rounding differs another model comes of every training, and a bound just below its margin may come just above.
            foreach (string arrived in (string[])["npo", "simnpo"])
            {
                Assert.That(verdicts[arrived], Is.EqualTo("forgotten").Or.EqualTo("not-decided"), arrived);
                Assert.That(Value(setting, arrived, "loss-threshold/auc"), Is.EqualTo(0.5).Within(0.25), arrived);
                Assert.That(Value(setting, arrived, "extraction/extraction-strength"), Is.LessThan(0.3), arrived);
                Assert.That(Value(setting, arrived, "retain-accuracy"), Is.GreaterThan(0.95), arrived);
            }

            Assert.That(verdicts["original"], Is.EqualTo("traces-left"));
            Assert.That(verdicts["retrain"], Is.EqualTo("is-reference"));
            Assert.That(verdicts["undial"], Is.EqualTo("traces-left"));
            Assert.That(verdicts["fine-tune"], Is.EqualTo("traces-left"));
            Assert.That(verdicts["grad-diff"], Is.EqualTo("broken"));
        }
    }

    private static double Value(JsonElement setting, string row, string figure) =>
        setting
            .GetProperty("rows")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == row)
            .GetProperty("summary")
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == figure)
            .GetProperty("value")
            .GetDouble();
}
