using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Running;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn status</c>: how far a run is, read from its events; also while it runs elsewhere.</summary>
internal sealed class StatusCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }
        .RefusingOptions()
        .SuggestingRuns();
    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "follow a run that Slurm has to its end; exit code as of `unlearn run`",
    };
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public StatusCommand(Consoles consoles)
        : base("status", "Show how far a run is, also while it runs in another process.")
    {
        _consoles = consoles;
        Add(_run);
        Add(_wait);
        Add(_format);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn status", "the latest run of the current folder"),
        new("unlearn status quickstart-20260304-120506", "a certain one"),
        new("unlearn status results/mine --wait", "follow a run that was left to Slurm with --detach"),
    ];

    /// <summary>Done of total, cached tasks included.</summary>
    public static string Done(RunStatus status) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Min(status.Tasks, status.Cached + status.Finished)}/{status.Tasks}"
        );

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        string folder = RunLocator.FolderOf(line.GetRequiredValue(_run));
        int code = line.GetValue(_wait) ? await WaitAsync(folder, cancellationToken) : ExitCode.Fine;
        RunSummary run = RunSummary.Of(folder);
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(run, JsonOutput.Indented));
            return code;
        }

        Show(run);
        if (run.Status.Outcome is null && SlurmSubmission.Read(new ClusterFolder(folder)) is { } jobs)
        {
            _consoles.Output.WriteLine(
                await new SlurmCommands().QueueAsync(jobs.Ids, cancellationToken) switch
                {
                    null => "slurm: squeue does not answer",
                    { Count: 0 } => "slurm: none of its jobs is alive",
                    { } queue => $"slurm: {SlurmText.Summary(queue)}",
                }
            );
        }

        return code;
    }

    private async Task<int> WaitAsync(string folder, CancellationToken cancellationToken)
    {
        using IHost host = RunHost.Create(_consoles, Verbosity.Normal);
        using IRunProgress progress = host.Services.GetRequiredService<IRunProgress>();
        var cluster = new ClusterFolder(folder);
        SlurmWatch.Recall(cluster, progress);
        RunOutcome? outcome = await new SlurmFollower(_consoles).FollowAsync(cluster, progress, cancellationToken);
        return outcome is null ? ExitCode.Cancelled : RunEnding.Judge(_consoles, outcome);
    }

    private void Show(RunSummary run)
    {
        RunStatus status = run.Status;
        _consoles.Output.WriteLine($"{run.Name}: {status.Outcome ?? "running, or killed"}, {Done(status)} tasks");
        _consoles.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"started {run.Started:u}, last event {status.LastEvent:u}")
        );
        foreach ((int worker, string work) in status.Running)
        {
            _consoles.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"worker {worker}: {work}"));
        }

        foreach (string failure in status.Failures)
        {
            _consoles.Output.WriteLine($"failed: {FirstLine.Of(failure)}");
        }

        foreach (string warning in status.Warnings)
        {
            _consoles.Output.WriteLine($"warning: {warning}");
        }
    }
}
