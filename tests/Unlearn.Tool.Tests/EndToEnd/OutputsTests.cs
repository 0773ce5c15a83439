using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Outputs that leave a run as npz files and are audited.</summary>
public sealed class OutputsTests
{
    private const string Texts = """
        experiment: texts
        description: Answers of several lengths.
        seeds: { count: 2 }
        datasets:
          fictitious-people: { people: 6, heldOut: 2, questionsEach: 4 }
        model: { type: llama, width: 16, blocks: 1, heads: 2 }
        training: { optimizer: adam, learningRate: 0.01, batchSize: 8, epochs: 2 }
        forget:
          a-few: { type: random, count: 8 }
        methods:
          retrain:
          gradient-ascent: { steps: 1 }
        attacks:
          min-k:
          min-k-plus-plus:
          extraction:
          reference:
        report: { formats: [markdown] }
        """;

    private static readonly string Digits = Manifests.Tiny.Replace(
        "loss-threshold:",
        "loss-threshold:\n  lira: { shadows: 8 }",
        StringComparison.Ordinal
    );

    private static IEnumerable<TestCaseData> Experiments() =>
        [
            new TestCaseData(Digits, (string[])["loss-threshold/auc", "lira/auc"]).SetArgDisplayNames("digits"),
            new TestCaseData(
                Texts,
                (string[])["min-k/auc", "min-k-plus-plus/auc", "extraction/exact-memorisation", "reference/auc"]
            ).SetArgDisplayNames("texts"),
        ];

    [TestCaseSource(nameof(Experiments))]
    public async Task Audits_of_exported_outputs_give_the_figures_of_the_run(string manifest, string[] figures)
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.unlearn.yaml", manifest);
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "tiny.unlearn.yaml", "-o", "out");
        ToolResult export = await ToolProcess.RunAsync(
            folder.Path,
            "export",
            "out",
            "--outputs",
            "outputs",
            "--filter",
            "*/gradient-ascent/seed-1"
        );
        Assert.That(export.ExitCode, Is.Zero, $"{run}\n{export}");
        string[] files = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(files.Select(Path.GetFileNameWithoutExtension), Is.EqualTo(figures.Select(Path.GetDirectoryName)));

        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(folder.At("out", "results.json")));
        foreach ((string file, string figure) in files.Zip(figures))
        {
            ToolResult audit = await ToolProcess.RunAsync(
                folder.Path,
                "audit",
                Path.GetDirectoryName(figure)!,
                "--target",
                file,
                "--format",
                "json"
            );
            Assert.That(audit.ExitCode, Is.Zero, audit.ToString());
            using JsonDocument found = JsonDocument.Parse(audit.Output);
            Assert.That(
                Value(found.RootElement.GetProperty("figures"), Path.GetFileName(figure)),
                Is.EqualTo(InRun(results, figure)),
                figure
            );
        }
    }

    private static double InRun(JsonDocument results, string figure) =>
        results
            .RootElement.GetProperty("settings")
            .EnumerateArray()
            .SelectMany(static setting => setting.GetProperty("rows").EnumerateArray())
            .SelectMany(static row => row.GetProperty("trials").EnumerateArray())
            .Where(static trial =>
                trial.GetProperty("id").GetString()!.EndsWith("/gradient-ascent/seed-1", StringComparison.Ordinal)
            )
            .Select(trial => Value(trial.GetProperty("figures"), figure))
            .Single();

    private static double Value(JsonElement figures, string name) =>
        figures
            .EnumerateArray()
            .Single(figure => figure.GetProperty("name").GetString() == name)
            .GetProperty("value")
            .GetDouble();
}
