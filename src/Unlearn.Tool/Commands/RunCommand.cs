using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
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
    private readonly Option<OutputFormat> _format = SharedOptions.Format();
    private readonly Option<Verbosity> _verbosity = VerbosityOption.Create();

    /// <summary>The verb.</summary>
    public RunCommand(Consoles consoles)
        : base(
            "run",
            "Run an experiment and write a report. Finished work is kept: the same command continues after a stop."
        )
    {
        _consoles = consoles;
        _options.AddTo(this);
        Add(_format);
        Add(_verbosity);
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
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        using var downloads = new Downloads(_consoles);
        ResolvedExperiment resolved = ExperimentResolver.Resolve(
            line.GetRequiredValue(_options.Manifest),
            line.GetValue(_options.Set) ?? [],
            cancellationToken
        );
        RunRequest request = Request(line, resolved, downloads, cancellationToken);
        Libtorch.Require();
        if (line.GetValue(_options.Locked))
        {
            LockCheck.Require(request, LockCheck.PathFor(resolved));
        }

        Directory.CreateDirectory(request.Folder);
        using IHost host = RunHost.Create(_consoles, line.GetValue(_verbosity));
        if (await RunAsync(host, request, cancellationToken) is not { } outcome)
        {
            return ExitCode.Cancelled;
        }

        IReadOnlyList<string> reports = RunReport.Write(outcome, request.Definition.Report);
        Show(outcome, reports, line.GetValue(_format));
        return Judge(outcome);
    }

    private RunRequest Request(
        ParseResult line,
        ResolvedExperiment resolved,
        Downloads downloads,
        CancellationToken cancellationToken
    )
    {
        ExperimentDefinition definition = resolved.Experiment.Define();
        Folders folders = Folders.FromEnvironment();
        return new RunRequest
        {
            Experiment = resolved.Experiment,
            Definition = definition,
            Folder = folders.Output(line.GetValue(_options.Output), definition.Name, DateTimeOffset.UtcNow),
            Store = folders.Store(line.GetValue(_options.Store)),
            Data = downloads.For(folders.Data(line.GetValue(_options.Data), resolved.Folder), cancellationToken),
            Jobs = line.GetValue(_options.Jobs),
            Filters = line.GetValue(_options.Filter) ?? [],
            FailFast = line.GetValue(_options.FailFast),
            Memory = line.GetValue(_options.Memory) is { } size ? Amounts.ReadSize(size) : null,
            CheckpointInterval = Amounts.ReadTime(line.GetRequiredValue(_options.Checkpoint)),
            TaskTimeout = line.GetValue(_options.Timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    /// <summary>The outcome, or null when it was stopped (and a word on what was kept has been said).</summary>
    private async Task<RunOutcome?> RunAsync(IHost host, RunRequest request, CancellationToken cancellationToken)
    {
        IRunProgress progress = host.Services.GetRequiredService<IRunProgress>();
        await host.StartAsync(cancellationToken);
        try
        {
            return await host
                .Services.GetRequiredService<IExperimentRunner>()
                .RunAsync(request, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Dispose();
            _consoles.Log.WriteLine(
                $"Stopped. {progress.Finished} tasks were finished and are kept in {request.Store}; "
                    + "the same command continues from there. No results were written."
            );
            return null;
        }
        finally
        {
            progress.Dispose();
            await host.StopAsync(CancellationToken.None);
        }
    }

    private void Show(RunOutcome outcome, IReadOnlyList<string> reports, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            _consoles.Output.Write(File.ReadAllText(Path.Combine(outcome.Folder, RunFolder.ResultsFile)));
            return;
        }

        foreach (Table table in ResultsTable.Of(outcome.Results))
        {
            _consoles.Results.Write(table);
        }

        foreach (string file in reports.Prepend(Path.Combine(outcome.Folder, RunFolder.ResultsFile)))
        {
            _consoles.Output.WriteLine(file);
        }
    }

    private int Judge(RunOutcome outcome)
    {
        TrialResult[] failed = [.. outcome.Failed];
        foreach (TrialResult trial in failed)
        {
            _consoles.WriteWarning($"{trial.Id} failed: {FirstLine.Of(trial.Reason ?? "no reason given")}");
        }

        return failed.Length > 0 ? ExitCode.TrialsFailed : ExitCode.Fine;
    }
}
