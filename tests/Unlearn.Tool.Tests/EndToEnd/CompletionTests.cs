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
    [TestCase("unlearn run qui", "quickstart")]
    [TestCase("unlearn run mi", "mine.unlearn.yaml")]
    [TestCase("unlearn check mi", "mine.unlearn.yaml")]
    [TestCase("unlearn list gradient", "gradient-ascent")]
    [TestCase("unlearn list meth", "methods")]
    [TestCase("unlearn show tin", "tiny-20260304-120506")]
    [TestCase("unlearn compare latest tin", "tiny-20260304-120506")]
    [TestCase("unlearn run quickstart --set training.ep", "training.epochs=")]
    [TestCase("unlearn run quickstart --set methods.sisa.sl", "methods.sisa.slices=")]
    [TestCase("unlearn plan mine.unlearn.yaml --set methods.slow.", "methods.slow.learningRate=")]
    public async Task The_tool_suggests_what_may_follow(string typed, string suggestion)
    {
        using var folder = new WorkFolder();
        folder.Write("mine.unlearn.yaml", "methods: { slow: { type: gradient-ascent } }");
        Directory.CreateDirectory(folder.At("artifacts", "runs", "tiny-20260304-120506"));

        ToolResult result = await ToolProcess.RunAsync(folder.Path, $"[suggest:{typed.Length}]", typed);

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
