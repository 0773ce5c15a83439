using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Unlearn.Core;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn worker</c>: what jobs of a cluster start; one element of a run, or its report.</summary>
internal sealed class WorkerCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, or its name under {RunLocator.RunsFolder}",
    }
        .RefusingOptions()
        .SuggestingRuns();
    private readonly Argument<string> _task = new Argument<string>("task")
    {
        Description =
            $"number of an element; '{WorkerLine.Next}' for the elements that follow once these have ended, or '{WorkerLine.Report}' where none follow",
    }.RefusingOptions();
    private readonly Option<string?> _giveUp = new(WorkerLine.GiveUp)
    {
        Description =
            "compute nothing: what the element lacks counts as failed; the exit code that it ended with goes into the reason",
        HelpName = "CODE",
    };
    private readonly VerbosityOption _verbosity = new();

    /// <summary>The verb.</summary>
    public WorkerCommand(Consoles consoles)
        : base(
            WorkerLine.Verb,
            "Compute one element of a run that was prepared for many machines, plan what follows, or write its report. Jobs of a cluster start this."
        )
    {
        _consoles = consoles;
        Add(_run);
        Add(_task);
        Add(_giveUp);
        _verbosity.AddTo(this);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn worker results/mine 0", "the first element of a run"),
        new(
            "xargs -n 1 -P 4 unlearn worker results/mine < elements",
            "four at a time, from `unlearn run --executor external`"
        ),
        new(
            "unlearn worker results/mine next > elements",
            "the elements of the next round: scores or tuning came first"
        ),
        new("unlearn worker results/mine report", "put the results together"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var folder = new ClusterFolder(RunLocator.FolderOf(line.GetRequiredValue(_run)));
        ClusterRun run = folder.ReadRun();
        string task = line.GetRequiredValue(_task);
        int? element = Element(task);
        IExperiment experiment = ExperimentResolver.OfRun(folder);
        Libtorch.Require();
        RunRequest request = run.ToRequest(experiment, folder);
        using IHost host = RunHost.Create(_consoles, _verbosity.Of(line));
        using IRunProgress progress = host.Services.GetRequiredService<IRunProgress>();
        var worker = new ClusterWorker(TimeProvider.System);
        if (element is not { } number)
        {
            if (
                task == WorkerLine.Next
                && !await new ClusterNext(_consoles, folder).IsLastAsync(request, progress, cancellationToken)
            )
            {
                return ExitCode.Fine;
            }

            CheckEnded(folder);
            RunOutcome outcome = await worker.ReportAsync(request, progress, cancellationToken);
            RunReport.Write(outcome, request.Definition.Report);
            _consoles.Output.WriteLine(outcome.Folder);
            return RunEnding.Judge(_consoles, outcome);
        }

        ElementOutcome settled = line.GetValue(_giveUp) is { } code
            ? await worker.GiveUpAsync(request, number, Reason(code), progress, cancellationToken)
            : await worker.RunAsync(request, number, progress, cancellationToken);
        return Judge(number, settled);
    }

    private static int? Element(string task) =>
        task is WorkerLine.Report or WorkerLine.Next ? null
        : int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw new InputException(
            $"'{task}' is neither the number of an element nor '{WorkerLine.Next}' or '{WorkerLine.Report}'"
        );

    private static void CheckEnded(ClusterFolder folder)
    {
        if (folder.ReadPlan().Finds is { } found)
        {
            throw new InputException(
                $"Further elements wait for {found}: `unlearn {WorkerLine.Verb} RUN {WorkerLine.Next}` plans them once those before have ended.",
                folder.Run
            );
        }
    }

    private static string Reason(string code) =>
        $"Not computed: every process that tried ended early, the last one with exit code {code}.";

    // A failed task is a result and no reason to start the element again; one that could not be stored is.
    private int Judge(int number, ElementOutcome outcome)
    {
        foreach (string failure in outcome.Failures)
        {
            _consoles.WriteWarning(FirstLine.Of(failure));
        }

        string tasks = FormattableString.Invariant($"element {number}: {outcome.Tasks} tasks");
        if (outcome.Lost == 0)
        {
            _consoles.Output.WriteLine($"{tasks} settled");
            return ExitCode.Fine;
        }

        _consoles.WriteError(FormattableString.Invariant($"{tasks}, {outcome.Lost} of them could not be stored"));
        return ExitCode.Environment;
    }
}
