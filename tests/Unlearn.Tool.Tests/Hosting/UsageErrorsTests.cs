using System.CommandLine;
using Unlearn.Tool.Hosting;

namespace Unlearn.Tool.Tests.Hosting;

/// <summary>What is wrong with a line is told from how it was parsed, never from the parser's words.</summary>
public sealed class UsageErrorsTests
{
    private enum Colour
    {
        Red,
        Blue,
    }

    [TestCase("there is no option '--jbs'; did you mean '--jobs'?", "--jbs", "3")]
    [TestCase("there is no command or argument 'twice'.", "twice")]
    [TestCase("--jobs many: use a whole number", "--jobs", "many")]
    [TestCase("--limit many: use a whole number", "--limit", "many")]
    [TestCase("--share half: use a number", "--share", "half")]
    [TestCase("--colour rde: use red or blue; did you mean 'red'?", "--colour", "rde")]
    [TestCase("'twice' is not what --jobs takes", "--jobs", "2")]
    public void One_mistake_has_one_message(string words, params string[] arguments) =>
        Assert.That(Messages(arguments), Is.EqualTo(new[] { words }));

    [Test]
    public void Every_unknown_option_is_named_and_nothing_else() =>
        Assert.That(
            Messages("--jbs", "3", "twice", "--colour", "green", "--lmit"),
            Is.EqualTo(
                new[]
                {
                    "there is no option '--jbs'; did you mean '--jobs'?",
                    "there is no option '--lmit'; did you mean '--limit'?",
                }
            )
        );

    [Test]
    public void A_word_too_many_stands_beside_a_value_that_is_wrong() =>
        Assert.That(
            Messages("twice", "--limit", "many"),
            Is.EqualTo(new[] { "there is no command or argument 'twice'.", "--limit many: use a whole number" })
        );

    [Test]
    public void Values_that_convert_are_no_mistake() =>
        Assert.That(Messages("--limit", "2", "--share", "1e-3", "--colour", "BLUE"), Is.Empty);

    private static string[] Messages(params string[] arguments)
    {
        Option<int> jobs = new("--jobs") { DefaultValueFactory = static _ => 1 };
        jobs.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: "2" }])
            {
                result.AddError("'twice' is not what --jobs takes");
            }
        });
        RootCommand command =
        [
            jobs,
            new Option<int?>("--limit"),
            new Option<double?>("--share"),
            new Option<Colour>("--colour"),
        ];
        return [.. UsageErrors.Of(command.Parse(arguments))];
    }
}
