using System.Diagnostics;
using Unlearn.Core;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;

namespace Unlearn.Engine.Running;

/// <summary>Runs experiments: plans them, has what is missing computed, and puts the results together.</summary>
public sealed class ExperimentRunner : IExperimentRunner
{
    private readonly TimeProvider _clock;
    private readonly IExecutor _executor;
    private readonly DateTimeOffset? _begun;

    /// <summary>A runner that computes in this process, on the system's clock.</summary>
    public ExperimentRunner()
        : this(TimeProvider.System) { }

    /// <summary>A runner that computes in this process.</summary>
    /// <param name="clock">What time it is, for events and environment.</param>
    public ExperimentRunner(TimeProvider clock)
        : this(clock, new LocalExecutor(), begun: null) { }

    /// <param name="clock">What time it is, for events and environment.</param>
    /// <param name="executor">Settles what the store does not have.</param>
    /// <param name="begun">When the run began, where another process began it; null where it begins now.</param>
    internal ExperimentRunner(TimeProvider clock, IExecutor executor, DateTimeOffset? begun)
    {
        _clock = clock;
        _executor = executor;
        _begun = begun;
    }

    /// <inheritdoc />
    public async Task<RunOutcome> RunAsync(
        RunRequest request,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        long start = Stopwatch.GetTimestamp();
        var folder = new RunFolder(request.Folder);
        using var journal = new RunJournal(folder.Path, progress, _clock);
        return await journal.RunAsync(
            () => RunAsync(request, folder, journal, start, cancellationToken),
            static outcome => outcome.Failed.Any(),
            cancellationToken
        );
    }

    private async Task<RunOutcome> RunAsync(
        RunRequest request,
        RunFolder folder,
        RunJournal journal,
        long start,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset now = journal.Now;
        DateTimeOffset started = _begun ?? now;
        PlannedRun run = await PlannedRun.OpenAsync(request, journal.Warn, cancellationToken);
        folder.WriteManifest(request.Experiment.ManifestText, journal.Warn);
        TellData(run.Plan, journal);
        RunEnvironment environment = EnvironmentProbe.Look(request.Jobs, request.Data.Base, started);
        folder.Write(environment);
        WarnOfUndecidable(run, journal);
        await SettleAsync(run, journal, cancellationToken);
        while (!run.Stage.IsLast)
        {
            PlannedRun next = await run.NextAsync(cancellationToken);
            if (next.Stage.Finds == run.Stage.Finds)
            {
                throw Stuck(run);
            }

            if (run.Plan.IsScoring)
            {
                WarnOfUndecidable(next, journal);
            }

            run = next;
            await SettleAsync(run, journal, cancellationToken);
        }

        var assembler = new ResultAssembler(run.Plan, run.Ledger, run.Stage.Tuned?.Result);
        ExperimentResults results = assembler.Assemble();
        string digest = folder.Write(results, journal.Warn);
        RunTimings timings = assembler.Timings((now - started + Stopwatch.GetElapsedTime(start)).TotalSeconds);
        folder.Write(timings);
        folder.Write(await CurvesAsync(run, cancellationToken));
        folder.Write(environment with { Finished = journal.Now, ResultsDigest = digest });
        return new RunOutcome(results, timings, folder.Path);
    }

    private static Task<RunCurves> CurvesAsync(PlannedRun run, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var outputs = new OutputSource(run.Weights, new OutputDemand([]), run.Ledger, run.Memory.Outputs);
                var samples = new SampleAssembler(run.Weights, new TextSource(run.Weights, run.Ledger), run.Ledger);
                return new CurveAssembler(run.Plan, run.Ledger, run.Weights, outputs, samples).Assemble(
                    cancellationToken
                );
            },
            cancellationToken
        );

    private static void WarnOfUndecidable(PlannedRun run, RunJournal journal)
    {
        foreach (string note in PlanDecidability.Notes(run.Plan))
        {
            journal.Warn(note);
        }
    }

    private static void TellData(ExperimentPlan plan, RunJournal journal)
    {
        journal.Tell(
            new DataRead(
                journal.Now,
                [.. DataLines.Of(plan.Problems, plan.Definition.Forget), .. RequestReach.Lines(plan)]
            )
        );
        foreach (string warning in DataLines.Warnings(plan.Problems))
        {
            journal.Warn(warning);
        }
    }

    private async Task SettleAsync(PlannedRun run, RunJournal journal, CancellationToken cancellationToken)
    {
        IReadOnlyList<PlanTask> remaining = await run.RemainingAsync(cancellationToken);
        journal.Tell(
            new RunPlanned(journal.Now, run.Stage.Tasks.Count, run.Stage.Tasks.Count - remaining.Count)
            {
                EstimatedSeconds = remaining.Sum(TaskSeconds.Of),
            }
        );
        if (remaining.Count > 0)
        {
            await _executor.RunAsync(run, remaining, journal, cancellationToken);
        }
    }

    // Without what it waits for an experiment has no trials that could fail: the reason is the run's.
    private static InputException Stuck(PlannedRun run) =>
        new(
            $"The run cannot go on without {run.Stage.Finds}: "
                + (
                    run.Stage.Sinks.Select(run.Ledger.FailureOf)
                        .FirstOrDefault(static found => found is not null)
                        ?.Reason
                    ?? "they could not be kept in the store."
                )
        );
}
