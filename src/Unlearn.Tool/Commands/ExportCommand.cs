using System.CommandLine;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Reproduction;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;
using Unlearn.Verification;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn export</c>: a run as one file to publish.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }.RefusingOptions();
    private readonly Option<bool> _anonymous = new("--anonymous")
    {
        Description = "leave out host, user and folder names and the commit, for double-blind review",
    };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "the zip file, replaced where it exists; default: the run's name here",
        HelpName = "FILE",
    };

    /// <summary>The verb.</summary>
    public ExportCommand(Consoles consoles)
        : base("export", "Write a run as a zip file (an RO-Crate) that anyone can reproduce.")
    {
        _consoles = consoles;
        Add(_run);
        Add(_anonymous);
        Add(_output);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn export", "the latest run of the current folder"),
        new("unlearn export results/first --anonymous -o supplement.zip", "for double-blind review"),
    ];

    private int Run(ParseResult line)
    {
        RunSummary run = RunLocator.Find(line.GetRequiredValue(_run));
        string target = Path.GetFullPath(line.GetValue(_output) is { Length: > 0 } given ? given : $"{run.Name}.zip");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new InputException("the archive's folder does not exist", target);
        }

        RunArchive.Export(run.Folder, target, line.GetValue(_anonymous));
        _consoles.Output.WriteLine(target);
        return ExitCode.Fine;
    }
}
