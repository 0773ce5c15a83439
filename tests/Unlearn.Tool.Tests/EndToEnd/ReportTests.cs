namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Reports from files alone, an index of runs, and what a workflow of GitHub shows.</summary>
public sealed class ReportTests
{
    [Test]
    public async Task A_page_is_made_again_from_files_alone_and_an_index_lists_all_runs()
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.unlearn.yaml", Manifests.Tiny);
        ToolResult run = await ToolProcess.RunAsync(folder.Path, "run", "tiny.unlearn.yaml", "-o", "runs/first");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        string page = File.ReadAllText(folder.At("runs", "first", "report.html"));
        string[] figures = Directory.GetFiles(folder.At("runs", "first", "figures"));
        File.Delete(folder.At("runs", "first", "report.html"));
        Directory.Delete(folder.At("artifacts"), recursive: true);

        ToolResult again = await ToolProcess.RunAsync(
            folder.Path,
            "report",
            "runs",
            "--format",
            "html",
            "--format",
            "parquet"
        );

        Assert.Multiple(() =>
        {
            Assert.That(again.ExitCode, Is.Zero, again.ToString());
            Assert.That(File.ReadAllText(folder.At("runs", "first", "report.html")), Is.EqualTo(page));
            Assert.That(folder.At("runs", "first", "report.parquet"), Does.Exist);
            Assert.That(figures, Has.Some.EndsWith("s1-utility.svg").And.Some.EndsWith("s1-phi.svg"));
            Assert.That(
                File.ReadAllText(folder.At("runs", "index.html")),
                Does.Contain("first/report.html").And.Contain("sisa-2").And.Contain("is the reference")
            );
        });
    }

    [Test]
    public async Task A_workflow_of_GitHub_gets_annotations_and_a_summary()
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.unlearn.yaml", Manifests.Tiny + "\nexpect:\n  gradient-ascent: broken\n");
        folder.Write("wrong.unlearn.yaml", Manifests.Tiny.Replace("steps: 3", "stpes: 3", StringComparison.Ordinal));
        Dictionary<string, string?> workflow = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_STEP_SUMMARY"] = folder.At("summary.md"),
        };
        using ToolProcess check = ToolProcess.Start(folder.Path, ["check", "wrong.unlearn.yaml"], workflow);
        ToolResult checkedManifest = await check.EndAsync();
        using ToolProcess run = ToolProcess.Start(folder.Path, ["run", "tiny.unlearn.yaml", "-o", "out"], workflow);
        ToolResult ended = await run.EndAsync();
        using ToolProcess gate = ToolProcess.Start(folder.Path, ["gate", "out"], workflow);
        ToolResult gated = await gate.EndAsync();

        Assert.Multiple(() =>
        {
            Assert.That(checkedManifest.ExitCode, Is.EqualTo(2));
            Assert.That(
                checkedManifest.Error,
                Does.Match("::error file=wrong.unlearn.yaml,line=\\d+,col=\\d+,title=UNL\\d+::")
            );
            Assert.That(ended.ExitCode, Is.EqualTo(3), ended.ToString());
            Assert.That(ended.Error, Does.Match("::error file=tiny.unlearn.yaml,line=\\d+,title=expectation::"));
            Assert.That(gated.Error, Does.Contain("::error title=expectation::"));
            Assert.That(
                File.ReadAllText(folder.At("summary.md")),
                Does.Contain("gradient-ascent").And.Contain("0 of 1 expectations hold")
            );
        });
    }
}
