using System.CommandLine;
using System.CommandLine.Help;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary>The command tree.</summary>
internal sealed class UnlearnRootCommand : RootCommand
{
    /// <summary>All verbs.</summary>
    public UnlearnRootCommand(Consoles consoles)
        : base(
            "Machine unlearning with proof: compare unlearning methods with retraining, attack the results, get a report."
        )
    {
        Add(new RunCommand(consoles));
        Add(new CheckCommand(consoles));
        Add(new PlanCommand(consoles));
        Add(new BenchCommand(consoles));
        Add(new NewCommand(consoles));
        Add(new AuditCommand(consoles));
        Add(new ListCommand(consoles));
        Add(new RunsCommand(consoles));
        Add(new StatusCommand(consoles));
        Add(new WorkerCommand(consoles));
        Add(new ShowCommand(consoles));
        Add(new ReportCommand(consoles));
        Add(new CompareCommand(consoles));
        Add(new GateCommand(consoles));
        Add(new CertifyCommand(consoles));
        Add(new ReproduceCommand(consoles));
        Add(new ExportCommand(consoles));
        Add(new LockCommand(consoles));
        Add(new DataCommand(consoles));
        Add(new CacheCommand(consoles));
        Add(new FigureCommand(consoles));
        Add(new DoctorCommand(consoles));
        Add(new CompletionsCommand(consoles));
        Add(new HelpCommand(consoles));
        HelpOption help = Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>Where a newcomer starts.</summary>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn run quickstart", "run a built-in experiment and write a report"),
        new("unlearn new my-experiment", "write a commented manifest to start from"),
        new("unlearn check my-experiment.unlearn.yaml", "find every mistake in it"),
        new("unlearn run my-experiment.unlearn.yaml", "run it"),
    ];
}
