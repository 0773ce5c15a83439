namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>The template files of <c>docs/contributing</c> are a program that runs.</summary>
public sealed class SampleTests
{
    [Test]
    public async Task Components_of_ones_own_run_and_are_reported()
    {
        using var folder = new WorkFolder();
        string sample = Checkout.Path(
            "artifacts",
            "bin",
            "OwnComponents",
            new DirectoryInfo(AppContext.BaseDirectory).Name,
            "OwnComponents"
        );
        using ToolProcess process = ToolProcess.Start(folder.Path, [], executable: sample);
        ToolResult result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        string report = await File.ReadAllTextAsync(folder.At("artifacts", "runs", "own-components", "report.md"));
        Assert.That(report, Does.Contain("fade").IgnoreCase.And.Contain("margin").IgnoreCase);
    }
}
