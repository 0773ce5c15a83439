namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Models that leave a run as files and come back as originals.</summary>
public sealed class WeightsTests
{
    private static string With(string weights) =>
        Manifests.Tiny.Replace(
            "type: softmax-regression",
            $"type: softmax-regression, weights: {weights}",
            StringComparison.Ordinal
        );

    [Test]
    public async Task Exported_weights_are_the_original_of_another_manifest()
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "tiny.unlearn.yaml", "-o", "out");
        ToolResult export = await ToolProcess.RunAsync(
            folder.Path,
            "export",
            "out",
            "--weights",
            "models",
            "--filter",
            "*/original/seed-0"
        );
        Assert.That(export.ExitCode, Is.Zero, $"{run}\n{export}");
        string[] files = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Beside the weights: what Python needs to use them.
        Assert.That(files, Has.Length.EqualTo(3));
        Assert.That(files[0], Does.EndWith(Path.Combine("original", "seed-0.safetensors")).And.Exist);

        // The manifest stands in another folder than the one that the tool starts in.
        Directory.CreateDirectory(folder.At("elsewhere"));
        File.Move(files[0], folder.At("elsewhere", "model.safetensors"));
        File.WriteAllText(folder.At("elsewhere", "given.unlearn.yaml"), With("model.safetensors"));
        ToolResult given = await ToolProcess.RunAsync(
            folder.Path,
            "run",
            Path.Combine("elsewhere", "given.unlearn.yaml"),
            "-o",
            "second"
        );

        Assert.That(given.ExitCode, Is.Zero, given.ToString());
        Assert.That(
            File.ReadAllText(folder.At("second", "results.json")),
            Does.Contain("\"file\": \"model.safetensors\"")
        );
        Assert.That(File.ReadAllText(folder.At("second", "report.md")), Does.Contain("Weights from a file."));
    }

    [Test]
    public async Task Weights_that_cannot_be_used_are_refused_before_any_training()
    {
        using var folder = new WorkFolder();
        File.WriteAllBytes(folder.At("model.pt"), [.. "PK\u0003\u0004"u8, .. new byte[100]]);
        folder.Write("pickle.unlearn.yaml", With("model.pt"));
        folder.Write("absent.unlearn.yaml", With("absent.safetensors"));

        ToolResult pickle = await ToolProcess.RunAsync(folder.Path, "run", "pickle.unlearn.yaml");
        ToolResult absent = await ToolProcess.RunAsync(folder.Path, "run", "absent.unlearn.yaml");

        Assert.That(pickle.ExitCode, Is.EqualTo(2), pickle.ToString());
        Assert.That(pickle.Error, Does.Contain("model.pt").And.Contain("save_file"));
        Assert.That(absent.ExitCode, Is.EqualTo(2), absent.ToString());
        Assert.That(absent.Error, Does.Contain(folder.At("absent.safetensors")));
        Assert.That(Directory.Exists(folder.At("artifacts", "store", "entries")), Is.False);
    }
}
