using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>What an answer costs, measured by the built tool and read back as benchmark pipelines do.</summary>
public sealed class BenchTests
{
    [Test]
    public async Task Every_methods_answer_has_median_deviation_and_bytes_in_BenchmarkDotNets_own_format()
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult bench = await ToolProcess.RunAsync(
            folder.Path,
            "bench",
            "tiny.unlearn.yaml",
            "--iterations",
            "3",
            "-o",
            "out"
        );
        Assert.That(bench.ExitCode, Is.Zero, bench.ToString());
        string[] files = Directory.GetFiles(folder.At("out"), "*", SearchOption.AllDirectories);
        string json = files.Single(static file => file.EndsWith("-full.json", StringComparison.Ordinal));
        string markdown = files.Single(static file => file.EndsWith("-github.md", StringComparison.Ordinal));
        Assert.That(bench.Output, Does.Contain(json).And.Contain(markdown));

        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(json));
        JsonElement[] answers = [.. report.RootElement.GetProperty("Benchmarks").EnumerateArray()];
        Assert.That(
            answers.Select(static answer => answer.GetProperty("Parameters").GetString()),
            Is.EquivalentTo(
                new[] { "retrain", "sisa-2", "gradient-ascent" }.Select(static row =>
                    $"Answer=digits/softmax-regression/a-few/{row}/seed-0"
                )
            )
        );
        foreach (JsonElement answer in answers)
        {
            JsonElement statistics = answer.GetProperty("Statistics");
            Assert.That(statistics.GetProperty("Median").GetDouble(), Is.Positive);
            Assert.That(statistics.GetProperty("StandardDeviation").GetDouble(), Is.Not.Negative);
            Assert.That(
                answer.GetProperty("Memory").GetProperty("BytesAllocatedPerOperation").GetInt64(),
                Is.GreaterThan(65 * 10 * sizeof(float)),
                "the new model at least"
            );
        }

        string text = File.ReadAllText(markdown);
        Assert.That(text, Does.Contain("Median").And.Contain("StdDev").And.Contain("Allocated"));
        Assert.That(text, Does.Contain("digits/softmax-regression/a-few/gradient-ascent/seed-0"));
    }

    [Test]
    public async Task A_filter_that_leaves_no_method_is_told()
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult bench = await ToolProcess.RunAsync(
            folder.Path,
            "bench",
            "tiny.unlearn.yaml",
            "--filter",
            "*/original/*"
        );
        Assert.That(bench.ExitCode, Is.EqualTo(2), bench.ToString());
        Assert.That(bench.Error, Does.Contain("nothing to measure"));
    }
}
