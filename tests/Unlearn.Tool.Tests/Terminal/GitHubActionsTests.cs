using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Tests.Terminal;

/// <summary>What GitHub's runner reads.</summary>
public sealed class GitHubActionsTests
{
    [Test]
    public void An_annotation_has_its_place_and_escapes_what_would_end_it()
    {
        using StringWriter error = new() { NewLine = "\n" };
        new GitHubActions(error, summaryFile: null).Annotate(
            "error",
            "100 %\nof, it: all",
            "a,b:c.yaml",
            3,
            7,
            "UNL0004"
        );

        Assert.That(
            error.ToString(),
            Is.EqualTo("::error file=a%2Cb%3Ac.yaml,line=3,col=7,title=UNL0004::100 %25%0Aof, it: all\n")
        );
    }

    [Test]
    public void A_place_that_is_not_known_is_left_out()
    {
        using StringWriter error = new() { NewLine = "\n" };
        new GitHubActions(error, summaryFile: null).Annotate("warning", "text");
        Assert.That(error.ToString(), Is.EqualTo("::warning::text\n"));
    }

    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("false", false)]
    [TestCase("true", true)]
    public void It_speaks_in_workflows_only(string? value, bool speaks) =>
        Assert.That(
            GitHubActions.Detect(name => name == "GITHUB_ACTIONS" ? value : null, TextWriter.Null) is not null,
            Is.EqualTo(speaks)
        );
}
