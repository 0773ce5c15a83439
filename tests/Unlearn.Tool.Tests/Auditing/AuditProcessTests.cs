using System.Text.Json;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>The verb as a process of its own.</summary>
public sealed class AuditProcessTests
{
    [Test]
    public async Task The_oracle_agrees_and_no_library_of_libtorch_is_loaded()
    {
        using var folder = new WorkFolder();
        string input = Auditor.OraclePath("lira.input.json");
        using ToolProcess tool = ToolProcess.Start(
            folder.Path,
            [
                "audit",
                "lira",
                "--target",
                input,
                "--array",
                $"shadow_logits={input}:logits_shadow_balanced",
                "--array",
                $"shadow_members={input}:mask_balanced",
                "--set",
                "variance=per-example",
                "--format",
                "json",
            ],
            // The loader of glibc writes down every library that the process opens.
            new Dictionary<string, string?> { ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = folder.At("loaded") }
        );

        ToolResult result = await tool.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        JsonElement expected = Auditor
            .Oracle("lira.expected.json")
            .GetProperty("variants")
            .GetProperty("balanced_mean_per_example")
            .GetProperty("online");
        JsonElement run = Auditor.Parse(result.Output);
        for (int i = 0; i < expected.GetProperty("scores").GetArrayLength(); i++)
        {
            double right = expected.GetProperty("scores")[i].GetDouble();
            Auditor.Close(run.GetProperty("scores")[i].GetDouble(), right, 1e-9, $"score {i}");
        }

        string loaded = string.Concat(Directory.GetFiles(folder.Path, "loaded.*").Select(File.ReadAllText));
        Assert.That(loaded, Does.Contain("libcoreclr").IgnoreCase, "the loader's notes are there");
        Assert.That(loaded, Does.Not.Contain("torch").IgnoreCase.And.Not.Contain("libc10").IgnoreCase);
    }

    [Test]
    public async Task Errors_go_to_standard_error_with_exit_code_2()
    {
        using var folder = new WorkFolder();

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "audit", "lira", "--target", "missing.npz");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain("does not exist").And.Not.Contain("   at "));
        Assert.That(result.Output, Is.Empty);
    }
}
