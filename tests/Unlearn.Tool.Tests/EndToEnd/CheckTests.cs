using System.Globalization;
using System.Text.RegularExpressions;

namespace Unlearn.Tool.Tests.EndToEnd;

[Parallelizable(ParallelScope.All)]
public sealed partial class CheckTests
{
    [Test]
    public async Task A_new_manifest_is_fine()
    {
        using var folder = new WorkFolder();

        ToolResult written = await ToolProcess.RunAsync(folder.Path, "new", "my-first.1");
        ToolResult result = await ToolProcess.RunAsync(folder.Path, "check", "my-first.1.unlearn.yaml");

        Assert.That(written.Output, Is.EqualTo("my-first.1.unlearn.yaml\n"), written.ToString());
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Is.EqualTo("fine: my-first.1.unlearn.yaml\n"));
    }

    [Test]
    public async Task A_new_manifest_does_not_overwrite_unless_told_to()
    {
        using var folder = new WorkFolder();
        folder.Write("mine.unlearn.yaml", "precious");

        ToolResult refused = await ToolProcess.RunAsync(folder.Path, "new", "mine");
        string kept = File.ReadAllText(folder.At("mine.unlearn.yaml"));
        ToolResult forced = await ToolProcess.RunAsync(folder.Path, "new", "mine", "--force");

        Assert.That((refused.ExitCode, kept), Is.EqualTo((2, "precious")), refused.ToString());
        Assert.That(forced.ExitCode, Is.Zero, forced.ToString());
        Assert.That(File.ReadAllText(folder.At("mine.unlearn.yaml")), Does.StartWith("#"));
    }

    [Test]
    public async Task Every_mistake_is_found_in_one_call_at_its_position()
    {
        using var folder = new WorkFolder();
        string manifest = folder.Write(
            "broken.unlearn.yaml",
            """
            experiment: broken
            seeds: { cuont: 2 }
            datasets:
              digits: { split: { train: 0.6, test: 0.2, population: 0.2 } }
            model: { type: softmax-regresion }
            training: { epochs: many }
            forget:
              a-few: { type: random, fraction: 1.5 }
            methods:
              retrain:
              ascent: { type: gradient-asent }
            attacks:
              loss-treshold:
            """
        );

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "check", manifest);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        int[] lines =
        [
            .. MSBuildLine()
                .Matches(result.Output)
                .Select(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
        ];
        Assert.That(lines, Is.EqualTo(new[] { 2, 5, 6, 8, 11, 13 }), result.ToString());
        Assert.That(result.Output, Does.Not.Contain("fine:"));
    }

    [Test]
    public async Task Good_and_broken_manifests_are_told_apart()
    {
        using var folder = new WorkFolder();
        folder.Write("good.unlearn.yaml", Manifests.Tiny);
        folder.Write("broken.unlearn.yaml", "experiment: [");

        ToolResult result = await ToolProcess.RunAsync(
            folder.Path,
            "check",
            "good.unlearn.yaml",
            "broken.unlearn.yaml"
        );

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(
            result.Output,
            Does.Contain("fine: good.unlearn.yaml").And.Match(@"(?m)^broken\.unlearn\.yaml\(\d+,\d+\): error UNL")
        );
    }

    [GeneratedRegex(@"(?m)^broken\.unlearn\.yaml\((\d+),\d+\): error UNL\d{4}: ")]
    private static partial Regex MSBuildLine();
}
