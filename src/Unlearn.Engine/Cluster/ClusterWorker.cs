using Unlearn.Core;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster;

/// <summary>
/// Works at a run that was prepared for many machines: element by element, and at the end its report. An element looks after
/// itself: what of its inputs is missing it computes as well, or waits for whoever is at it, so that the order of elements is
/// a matter of time and never of results.
/// </summary>
/// <param name="clock">What time it is.</param>
public sealed class ClusterWorker(TimeProvider clock)
{
    /// <summary>Why tasks failed that no element left a result of.</summary>
    internal const string NeverComputed =
        "Not computed: its array element ended without a result; the same command continues from there.";

    /// <summary>Computes what an element's tasks lack.</summary>
    /// <param name="request">The run, from <see cref="ClusterRun.ToRequest"/>.</param>
    /// <param name="element">The element's number.</param>
    /// <param name="progress">Told what happens; the element's own journal keeps it.</param>
    /// <param name="cancellationToken">Stops within 2 s.</param>
    /// <exception cref="InputException">There is no such element, or data or library are not those of the plan.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what is finished is in the store.</exception>
    public Task<ElementOutcome> RunAsync(
        RunRequest request,
        int element,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    ) =>
        WorkAsync(
            request,
            element,
            new LocalExecutor(element * request.Jobs),
            withInputs: true,
            progress,
            cancellationToken
        );

    /// <summary>Declares what an element's tasks lack as failed, so that the rest of the run goes on without them.</summary>
    /// <param name="request">The run.</param>
    /// <param name="element">The element's number.</param>
    /// <param name="reason">Why, for the results.</param>
    /// <param name="progress">Told what happens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InputException">There is no such element, or data or library are not those of the plan.</exception>
    public Task<ElementOutcome> GiveUpAsync(
        RunRequest request,
        int element,
        string reason,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    ) =>
        WorkAsync(
            request,
            element,
            new AbandoningExecutor(reason, kept: true),
            withInputs: false,
            progress,
            cancellationToken
        );

    /// <summary>Puts the results together once the elements have ended; computes nothing.</summary>
    /// <param name="request">The run.</param>
    /// <param name="progress">Told what happens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<RunOutcome> ReportAsync(
        RunRequest request,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset started = new ClusterFolder(request.Folder).ReadRun().Started;
        var runner = new ExperimentRunner(clock, new AbandoningExecutor(NeverComputed, kept: false), started);
        return runner.RunAsync(request, progress, cancellationToken);
    }

    private async Task<ElementOutcome> WorkAsync(
        RunRequest request,
        int number,
        IExecutor executor,
        bool withInputs,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        var folder = new ClusterFolder(request.Folder);
        ClusterElement element = folder.ReadPlan().Element(number);
        var own = new RunFolder(folder.Element(number));
        using var journal = new RunJournal(own.Path, progress, clock);
        return await journal.RunAsync(WorkAsync, static outcome => outcome.Failures.Count > 0, cancellationToken);

        async Task<ElementOutcome> WorkAsync()
        {
            PlannedRun run = await PlannedRun.OpenAsync(request, journal.Warn, cancellationToken);
            PlanTask[] tasks = Find(element, run.Stage);
            IReadOnlyList<PlanTask> remaining = await Task.Run(
                () => RunState.Remaining(tasks, run.Ledger),
                cancellationToken
            );
            if (!withInputs)
            {
                remaining = [.. remaining.Where(tasks.Contains)];
            }

            int all = tasks.Union(remaining).Count();
            journal.Tell(new RunPlanned(journal.Now, all, all - remaining.Count));
            // What is tuned may fail without ending the run.
            bool failFast = request.FailFast && run.Stage.IsLast;
            if (!failFast || !folder.IsStopped)
            {
                await executor.RunAsync(run, remaining, journal, cancellationToken);
            }

            if (failFast && (folder.IsStopped || tasks.Any(HasFailed)))
            {
                folder.Stop();
                await AbandonAsync();
            }

            return Judge(run, tasks);

            bool HasFailed(PlanTask task) => run.Ledger.FailureOf(task) is not null;

            // The element need not be started again for what was left out on purpose.
            Task AbandonAsync() =>
                new AbandoningExecutor(ResultAssembler.NotRun, kept: true).RunAsync(
                    run,
                    [.. remaining.Where(task => tasks.Contains(task) && !run.Ledger.Restore(task))],
                    journal,
                    cancellationToken
                );
        }
    }

    // An element that is started again may be of a stage that has ended meanwhile.
    private static PlanTask[] Find(ClusterElement element, RunStage stage)
    {
        Dictionary<string, PlanTask> known = stage.Earlier.Union(stage.Tasks).ToDictionary(static task => task.Key.Hex);
        return
        [
            .. element.Tasks.Select(key =>
                known.GetValueOrDefault(key)
                ?? throw new InputException(
                    $"Task {key[..12]} of element {element.Number} is not in the plan that this machine makes: its data, its "
                        + "tensor library or its kind of device differ from those of the machine that planned the run, or it does not see what "
                        + "earlier elements put into the store."
                )
            ),
        ];
    }

    // The store is the truth: what it does not have, no other process will see.
    private static ElementOutcome Judge(PlannedRun run, PlanTask[] tasks)
    {
        TaskFailure?[] failures = [.. tasks.Select(run.Ledger.FailureOf)];
        int lost = tasks.Where((task, i) => failures[i] is null && !run.Store.Contains(task.Key)).Count();
        return new ElementOutcome(
            tasks.Length,
            [.. failures.OfType<TaskFailure>().Select(static failure => failure.Reason).Distinct()],
            lost
        );
    }
}
