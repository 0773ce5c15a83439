using System.Diagnostics;

namespace Unlearn.Tool.Tests.EndToEnd;

[Parallelizable(ParallelScope.All)]
public sealed class CompletionTests
{
    [TestCase("unlearn che", "check")]
    [TestCase("unlearn run quickstart --fi", "--filter")]
    [TestCase("unlearn completions ", "zsh")]
    [TestCase("unlearn wor", "worker")]
    [TestCase("unlearn run quickstart --executor sl", "Slurm")]
    public async Task The_tool_suggests_what_may_follow(string typed, string suggestion)
    {
        ToolResult result = await ToolProcess.RunAsync(Path.GetTempPath(), $"[suggest:{typed.Length}]", typed);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output.Split('\n', StringSplitOptions.TrimEntries), Does.Contain(suggestion));
    }

    [Test]
    public async Task Bash_completes_with_the_printed_script()
    {
        ToolResult script = await ToolProcess.RunAsync(Path.GetTempPath(), "completions", "bash");
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c",
                script.Output
                    + "\nCOMP_LINE='unlearn doc' COMP_POINT=11 COMPREPLY=(); _unlearn; echo \"${COMPREPLY[@]}\"",
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] =
            $"{Path.GetDirectoryName(ToolProcess.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";

        using Process bash = Process.Start(start)!;
        string completed = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.That(completed.Trim(), Is.EqualTo("doctor"));
    }
}
