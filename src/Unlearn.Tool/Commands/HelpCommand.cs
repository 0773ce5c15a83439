using System.CommandLine;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Terminal;
using Unlearn.Verification;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn help</c>: what <c>--help</c> shows, for those who try the word first.</summary>
internal sealed class HelpCommand : Verb
{
    private readonly Argument<string[]> _verb = new("verb")
    {
        Description = "the verb to explain; default: all in short",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The verb.</summary>
    public HelpCommand(Consoles consoles)
        : base("help", "Show what is possible, or explain a verb.")
    {
        Add(_verb);
        SetAction(line =>
        {
            string[] words = line.GetValue(_verb) ?? [];
            Command at = line.RootCommandResult.Command;
            foreach (string word in words)
            {
                at =
                    at.Subcommands.FirstOrDefault(verb => verb.Name == word)
                    ?? throw new InputException(
                        $"there is no verb '{word}'{NearestName.Hint(word, at.Subcommands.Select(static verb => verb.Name))}"
                    );
            }

            return line
                .RootCommandResult.Command.Parse([.. words, "--help"])
                .Invoke(new InvocationConfiguration { Output = consoles.Output, Error = consoles.Error });
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [new("unlearn help", "all verbs"), new("unlearn help run", "the options of a verb")];
}
