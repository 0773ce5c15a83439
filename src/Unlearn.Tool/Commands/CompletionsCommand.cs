using System.CommandLine;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn completions</c>: a script that lets a shell complete the tool's command lines.</summary>
internal sealed class CompletionsCommand : Verb
{
    /// <summary>Each asks the tool itself, through the directive <c>[suggest]</c>, so that scripts never go stale.</summary>
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _unlearn() {
              local IFS=$'\n'
              COMPREPLY=( $(unlearn "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null) )
            }
            complete -o default -F _unlearn unlearn
            """,
        ["zsh"] = """
            #compdef unlearn
            _unlearn() {
              local -a words_found
              words_found=( "${(@f)$(unlearn "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}" )
              compadd -a words_found || _files
            }
            compdef _unlearn unlearn
            """,
        ["fish"] = """
            function __unlearn_suggest
              unlearn "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null
            end
            complete -c unlearn -a '(__unlearn_suggest)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName unlearn -ScriptBlock {
              param($wordToComplete, $commandAst, $cursorPosition)
              unlearn "[suggest:$cursorPosition]" "$commandAst" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    private readonly Consoles _consoles;
    private readonly Argument<string> _shell = new Argument<string>("shell")
    {
        Description = string.Join(", ", Scripts.Keys),
    }.AcceptOnlyFromAmong([.. Scripts.Keys]);

    /// <summary>The verb.</summary>
    public CompletionsCommand(Consoles consoles)
        : base("completions", "Print a script that lets a shell complete command lines of this tool.")
    {
        _consoles = consoles;
        Add(_shell);
        SetAction(line =>
        {
            _consoles.Output.WriteLine(Scripts[line.GetRequiredValue(_shell)]);
            return ExitCode.Fine;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn completions bash >> ~/.bashrc", "for bash"),
        new("unlearn completions fish > ~/.config/fish/completions/unlearn.fish", "for fish"),
    ];
}
