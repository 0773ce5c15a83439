using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Outputs that leave a run as npz files and are audited.</summary>
public sealed class OutputsTests
{
    [Test]
    public async Task Audits_of_exported_outputs_give_the_figures_of_the_run()
    {
        using var folder = new WorkFolder();
        folder.Write(
            "tiny.unlearn.yaml",
            Manifests.Tiny.Replace(
                "loss-threshold:",
                "loss-threshold:\n  lira: { shadows: 8 }",
                StringComparison.Ordinal
            )
        );
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
        Assert.That(files.Select(Path.GetFileName), Is.EqualTo(new[] { "loss-threshold.npz", "lira.npz" }));

        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(folder.At("out", "results.json")));
        foreach (string file in files)
        {
            string attack = Path.GetFileNameWithoutExtension(file);
            ToolResult audit = await ToolProcess.RunAsync(
                folder.Path,
                "audit",
                attack,
                "--target",
                file,
                "--format",
                "json"
            );
            Assert.That(audit.ExitCode, Is.Zero, audit.ToString());
            using JsonDocument found = JsonDocument.Parse(audit.Output);
            Assert.That(
                Auc(found.RootElement.GetProperty("figures"), "auc"),
                Is.EqualTo(InRun(results, $"{attack}/auc"))
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
            .Select(trial => Auc(trial.GetProperty("figures"), figure))
            .Single();

    private static double Auc(JsonElement figures, string name) =>
        figures
            .EnumerateArray()
            .Single(figure => figure.GetProperty("name").GetString() == name)
            .GetProperty("value")
            .GetDouble();
}
