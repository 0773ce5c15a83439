using System.Diagnostics;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;

namespace Unlearn.Engine.Running;

/// <summary>Runs experiments in this process.</summary>
/// <param name="clock">What time it is, for events and environment.</param>
public sealed class ExperimentRunner(TimeProvider clock) : IExperimentRunner
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A runner on the system's clock.</summary>
    public ExperimentRunner()
        : this(TimeProvider.System) { }

    /// <inheritdoc />
    public async Task<RunOutcome> RunAsync(
        RunRequest request,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        long start = Stopwatch.GetTimestamp();
        var folder = new RunFolder(request.Folder);
        using var journal = new RunJournal(folder.Path, progress, clock);
        try
        {
            RunOutcome outcome = await RunAsync(request, folder, journal, start, cancellationToken);
            bool failed = outcome.Failed.Any();
            journal.Tell(new RunEnded(journal.Now, failed ? "failed" : "completed", null));
            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            journal.Tell(new RunEnded(journal.Now, "cancelled", "What was finished is in the store."));
            throw;
        }
        catch (Exception error)
        {
            journal.Tell(new RunEnded(journal.Now, "error", error.Message));
            throw;
        }
    }

    private static async Task<RunOutcome> RunAsync(
        RunRequest request,
        RunFolder folder,
        RunJournal journal,
        long start,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset started = journal.Now;
        folder.WriteManifest(request.Experiment.ManifestText);
        (ExperimentPlanner planner, ExperimentPlan plan, TuningPlan? tuning) = await Task.Run(
            () => Prepare(request),
            cancellationToken
        );
        RunEnvironment environment = EnvironmentProbe.Look(request.Jobs, request.Data.Base, started);
        folder.Write(environment);
        var memory = MemoryBudget.Of(request.Jobs);
        var store = new ResultStore(request.Store, journal.Warn);
        var weights = new WeightSource(store, memory.Weights);
        var ledger = new ResultLedger(store, weights, journal.Warn);
        TuningOutcome? tuned = null;
        if (tuning is not null)
        {
            // A candidate that fails has lost; that is no reason to end the run.
            await SettleAsync(request with { FailFast = false }, tuning.Tasks, tuning.Measurements);
            tuned = TuningOutcome.Of(tuning, request.Definition.Tune!, ledger);
            plan = await Task.Run(() => planner.Build(new TrialFilter(request.Filters), tuned), cancellationToken);
        }

        await SettleAsync(request, plan.Tasks, plan.Trials.SelectMany(static trial => trial.Tasks));
        var assembler = new ResultAssembler(plan, ledger, tuned?.Result);
        ExperimentResults results = assembler.Assemble();
        string digest = folder.Write(results);
        RunTimings timings = assembler.Timings(Stopwatch.GetElapsedTime(start).TotalSeconds);
        folder.Write(timings);
        folder.Write(environment with { Finished = journal.Now, ResultsDigest = digest });
        return new RunOutcome(results, timings, folder.Path);

        async Task SettleAsync(RunRequest how, IReadOnlyList<PlanTask> tasks, IEnumerable<PlanTask> wanted)
        {
            IReadOnlyList<PlanTask> remaining = await Task.Run(
                () => RunState.Remaining(wanted, ledger),
                cancellationToken
            );
            journal.Tell(new RunPlanned(journal.Now, tasks.Count, tasks.Count - remaining.Count));
            if (remaining.Count > 0)
            {
                await ExecuteAsync(how, remaining, ledger, weights, memory, journal, cancellationToken);
            }
        }
    }

    // Both steps are planned before anything is trained, so that what is wrong with either costs nothing.
    private static (ExperimentPlanner, ExperimentPlan, TuningPlan?) Prepare(RunRequest request)
    {
        var planner = new ExperimentPlanner(request.Definition, ProblemLoader.Load(request.Definition, request.Data));
        var filter = new TrialFilter(request.Filters);
        return (planner, planner.Build(filter), planner.BuildTuning(filter));
    }

    private static async Task ExecuteAsync(
        RunRequest request,
        IReadOnlyList<PlanTask> remaining,
        ResultLedger ledger,
        WeightSource weights,
        MemoryBudget memory,
        RunJournal journal,
        CancellationToken cancellationToken
    )
    {
        var outputs = new OutputSource(weights, memory.Outputs);
        var runner = new TaskRunner(
            ledger,
            weights,
            new TrialEvaluator(outputs, weights),
            new AttackRunner(outputs, new ProbeRunner(weights)),
            new CandidateEvaluator(outputs, weights),
            request.TaskTimeout
        );
        var board = new TaskBoard(remaining, ledger, new StackLimits(request.Jobs, memory.Stack), Drop);
        using var locks = new TaskLocks(Path.GetFullPath(request.Store), Heartbeat, Patience);
        var executor = new LocalExecutor(board, runner, ledger, locks, journal);
        await executor.RunAsync(request.Jobs, request.FailFast, cancellationToken);

        void Drop(PlanTask unread)
        {
            if (unread is WeightTask member)
            {
                outputs.Drop(member);
                weights.Drop(member);
            }
        }
    }
}
