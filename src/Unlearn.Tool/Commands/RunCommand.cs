using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn run</c>: from a manifest to a report.</summary>
internal sealed class RunCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly RunOptions _options = new();
    private readonly ExecutorOptions _executor = new();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();
    private readonly VerbosityOption _verbosity = new();

    /// <summary>The verb.</summary>
    public RunCommand(Consoles consoles)
        : base(
            "run",
            "Run an experiment and write a report. Finished work is kept: the same command continues after a stop."
        )
    {
        _consoles = consoles;
        _options.AddTo(this);
        _executor.AddTo(this);
        Add(_format);
        _verbosity.AddTo(this);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn run quickstart", "run a built-in experiment"),
        new("unlearn run mine.unlearn.yaml --jobs 4", "run a manifest on four workers"),
        new("unlearn run quickstart --set seeds.count=5", "with five seeds instead of the manifest's"),
        new("unlearn run quickstart --filter '*/sisa-5/*'", "only some trials"),
        new("unlearn run mine.unlearn.yaml --locked", "only if nothing drifted since `unlearn lock`"),
        new("unlearn run mine.unlearn.yaml -o out --format json", "results as JSON on standard output"),
        new("unlearn run mine.unlearn.yaml --executor slurm --partition cpu --time 60", "on the machines of a cluster"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        using var downloads = new Downloads(_consoles);
        ResolvedExperiment resolved = _options.Resolve(line, cancellationToken);
        RunRequest request = Request(line, resolved, downloads, cancellationToken);
        Libtorch.Require();
        if (line.GetValue(_options.Locked))
        {
            LockCheck.Require(request, LockCheck.PathFor(resolved), _consoles.WriteWarning);
        }

        var cluster = new ClusterLaunch(_consoles, _executor.Cluster(line, resolved), _executor.Slurm(line));
        if (line.GetValue(_executor.DryRun))
        {
            return await cluster.ShowScriptsAsync(request, cancellationToken);
        }

        request = _options.Claim(line, request);
        return line.GetValue(_executor.Executor) == ExecutorKind.Local
            ? End(line, request, await RunHereAsync(line, request, cancellationToken))
            : await RunElsewhereAsync(line, request, cluster, cancellationToken);
    }

    private async Task<int> RunElsewhereAsync(
        ParseResult line,
        RunRequest request,
        ClusterLaunch cluster,
        CancellationToken cancellationToken
    )
    {
        using IHost host = RunHost.Create(_consoles, _verbosity.Of(line));
        using IRunProgress progress = host.Services.GetRequiredService<IRunProgress>();
        if (line.GetValue(_executor.Executor) == ExecutorKind.External)
        {
            return await cluster.PrepareAsync(request, progress, cancellationToken);
        }

        await cluster.SubmitAsync(request, progress, cancellationToken);
        return line.GetValue(_executor.Detach)
            ? ExitCode.Fine
            : End(line, request, await FollowAsync(request.Folder, progress, cancellationToken));
    }

    private Task<RunOutcome?> FollowAsync(string folder, IRunProgress progress, CancellationToken cancellationToken) =>
        new SlurmFollower(_consoles).FollowAsync(new ClusterFolder(folder), progress, cancellationToken);

    private int End(ParseResult line, RunRequest request, RunOutcome? outcome)
    {
        if (outcome is null)
        {
            return ExitCode.Cancelled;
        }

        IReadOnlyList<string> reports = RunReport.Write(outcome, request.Definition.Report);
        Show(outcome, reports, line.GetValue(_format));
        _consoles.Actions?.Summarise(RunReport.Summary(outcome.Results, outcome.Timings));
        string manifest = line.GetRequiredValue(_options.Manifest);
        ActionsReport.Annotate(
            _consoles.Actions,
            outcome.Results.Expectations,
            request.Definition.Expect,
            ManifestPath.Find(manifest) ?? "",
            []
        );
        return RunEnding.Judge(_consoles, outcome);
    }

    private RunRequest Request(
        ParseResult line,
        ResolvedExperiment resolved,
        Downloads downloads,
        CancellationToken cancellationToken
    ) =>
        _options.Request(
            line,
            resolved,
            downloads,
            static (folders, output, name) => folders.Output(output, name, TimeProvider.System.GetUtcNow()),
            cancellationToken
        ) with
        {
            Jobs = Jobs(line),
            FailFast = line.GetValue(_options.FailFast),
            CheckpointInterval = Amounts.ReadTime(line.GetRequiredValue(_options.Checkpoint)),
            TaskTimeout = line.GetValue(_options.Timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    // An array element has one processor unless it is asked for more; this process has the machine's.
    private int Jobs(ParseResult line) =>
        line.GetValue(_executor.Executor) != ExecutorKind.Local
        && line.GetResult(_options.Jobs) is not { Implicit: false }
            ? 1
            : line.GetValue(_options.Jobs);

    /// <summary>The outcome, or null when it was stopped (and a word on what was kept has been said).</summary>
    private async Task<RunOutcome?> RunHereAsync(
        ParseResult line,
        RunRequest request,
        CancellationToken cancellationToken
    )
    {
        RunOutcome? outcome = null;
        IRunProgress progress;
        using (IHost host = RunHost.Create(_consoles, _verbosity.Of(line)))
        {
            progress = host.Services.GetRequiredService<IRunProgress>();
            await host.StartAsync(cancellationToken);
            try
            {
                outcome = await host
                    .Services.GetRequiredService<IExperimentRunner>()
                    .RunAsync(request, progress, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
            finally
            {
                progress.Dispose();
                await host.StopAsync(CancellationToken.None);
            }
        }

        // The log is written from a queue, which the end of the host empties: what is said from here on comes after it.
        if (outcome is null)
        {
            _consoles.Log.WriteLine(
                $"Stopped. {progress.Finished} tasks were finished and are kept in {request.Store}; "
                    + "the same command continues from there. No results were written."
            );
        }

        return outcome;
    }

    private void Show(RunOutcome outcome, IReadOnlyList<string> reports, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            _consoles.Output.Write(File.ReadAllText(Path.Combine(outcome.Folder, RunFolder.ResultsFile)));
            return;
        }

        ResultsTable.Write(_consoles, outcome.Results);

        foreach (string file in reports.Prepend(Path.Combine(outcome.Folder, RunFolder.ResultsFile)))
        {
            _consoles.Output.WriteLine(file);
        }
    }
}
