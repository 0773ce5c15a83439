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

    [TestCase("y", "missing.csv", 4, "does not exist")]
    [TestCase("z", "p.csv", 4, "no column is named 'z'")]
    [TestCase("one", "p.csv", 4, "a classifier needs two or more")]
    public async Task Data_that_a_run_would_refuse_are_a_mistake_at_their_line(
        string label,
        string file,
        int line,
        string words
    )
    {
        using var folder = new WorkFolder();
        folder.Write("p.csv", "x,one,y\n1,a,no\n2,a,yes\n3,a,no\n4,a,yes\n5,a,no\n6,a,yes\n");
        folder.Write("m.unlearn.yaml", Table(label, file, "mlp", "fraction: 0.5", "random"));

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "check", "m.unlearn.yaml");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Output, Does.StartWith($"m.unlearn.yaml({line},3): error data: ").And.Contain(words));
    }

    [Test]
    public async Task Models_and_scenarios_that_the_data_do_not_suit_are_mistakes_at_their_lines()
    {
        using var folder = new WorkFolder();
        folder.Write("p.csv", "x,y\n1,no\n2,yes\n3,no\n4,yes\n5,no\n6,yes\n");
        folder.Write("m.unlearn.yaml", Table("y", "p.csv", "mlp", "label: maybe", "class"));
        folder.Write(
            "d.unlearn.yaml",
            Manifests.Tiny.Replace("type: softmax-regression", "type: resnet, depth: 18", StringComparison.Ordinal)
        );

        ToolResult scenario = await ToolProcess.RunAsync(folder.Path, "check", "m.unlearn.yaml");
        ToolResult depth = await ToolProcess.RunAsync(folder.Path, "check", "d.unlearn.yaml");

        Assert.That((scenario.ExitCode, depth.ExitCode), Is.EqualTo((2, 2)), scenario.ToString() + depth);
        Assert.That(scenario.Output, Does.StartWith("m.unlearn.yaml(7,3): error forget: ").And.Contain("'maybe'"));
        Assert.That(depth.Output, Does.StartWith("d.unlearn.yaml(6,1): error model: ").And.Contain("6n + 2"));
    }

    [Test]
    public async Task What_is_probably_not_meant_is_a_warning_and_a_set_to_be_fetched_is_no_mistake()
    {
        using var folder = new WorkFolder();
        folder.Write("p.csv", "x,y\n1,no\n2,yes\n3,no\n4,yes\n5,no\n6,yes\n7,S\n");
        folder.Write("m.unlearn.yaml", Table("y", "p.csv", "mlp", "fraction: 0.4", "random"));
        folder.Write(
            "n.unlearn.yaml",
            Manifests
                .Tiny.Replace("digits:", "mnist:", StringComparison.Ordinal)
                .Replace("tiny", "n", StringComparison.Ordinal)
        );

        ToolResult result = await ToolProcess.RunAsync(folder.Path, "check", "m.unlearn.yaml", "n.unlearn.yaml");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Output,
            Does.StartWith("m.unlearn.yaml(4,3): warning small-class: 'S' (1)").And.Contain("fine: n.unlearn.yaml")
        );
    }

    private static string Table(string label, string path, string model, string options, string scenario) =>
        $$"""
            experiment: table
            seeds: { count: 1 }
            datasets:
              p: { type: csv, path: {{path}}, numeric: [x], label: {{label}}, split: { train: 0.8, test: 0.2, population: 0 } }
            model: { type: {{model}}, hidden: [4] }
            forget:
              some: { type: {{scenario}}, {{options}} }
            training: { epochs: 1 }
            methods: { fine-tune: }
            """;

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
