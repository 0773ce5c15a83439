namespace Unlearn.Tool.Tests.EndToEnd;

[Parallelizable(ParallelScope.All)]
public sealed class HelpTests
{
    private static readonly string[] Verbs =
    [
        "run",
        "check",
        "plan",
        "bench",
        "new",
        "audit",
        "list",
        "runs",
        "status",
        "worker",
        "show",
        "compare",
        "reproduce",
        "export",
        "lock",
        "data",
        "cache",
        "figure",
        "doctor",
        "completions",
        "help",
    ];

    [Test]
    public async Task Help_says_what_is_typed_and_does_not_list_all_that_could_be()
    {
        ToolResult result = await ToolProcess.RunAsync(Path.GetTempPath(), "--help");

        Assert.That(result.Output, Does.Contain("  run <manifest> ").And.Contain("  list <name> "));
        Assert.That(result.Output.Split('\n').Max(static line => line.Length), Is.LessThan(200));
    }

    [Test]
    public async Task Help_names_every_verb_and_shows_examples()
    {
        ToolResult result = await ToolProcess.RunAsync(Path.GetTempPath(), "--help");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("Examples:").And.Contain("unlearn run quickstart"));
        foreach (string verb in Verbs)
        {
            Assert.That(result.Output, Does.Match($@"(?m)^  {verb}\b"));
        }
    }

    [TestCaseSource(nameof(Verbs))]
    public async Task Help_of_a_verb_shows_examples_of_it(string verb)
    {
        ToolResult result = await ToolProcess.RunAsync(Path.GetTempPath(), verb, "--help");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Match($@"(?s)Examples:\n  unlearn {verb}\b"));
    }

    [TestCase("run")]
    [TestCase("data", "list")]
    [TestCase]
    public async Task The_word_help_shows_the_same(params string[] verb)
    {
        ToolResult word = await ToolProcess.RunAsync(Path.GetTempPath(), ["help", .. verb]);
        ToolResult option = await ToolProcess.RunAsync(Path.GetTempPath(), [.. verb, "--help"]);

        Assert.That(word.ExitCode, Is.Zero, word.ToString());
        Assert.That(word.Output, Is.EqualTo(option.Output).And.Not.Empty);
    }

    [Test]
    public async Task Version_is_printed()
    {
        ToolResult result = await ToolProcess.RunAsync(Path.GetTempPath(), "--version");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Match(@"^\d+\.\d+\.\d+"));
    }
}
