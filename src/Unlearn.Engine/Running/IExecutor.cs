using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>Settles tasks of a run: computes them here, or decides that they are not computed.</summary>
internal interface IExecutor
{
    /// <summary>Returns when every task has a result or a failure in the run's ledger, or when the run is to end early.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tasks">Tasks that are not settled, every task after those that it depends on.</param>
    /// <param name="journal">Told what happens.</param>
    /// <param name="cancellationToken">Stops within 2 s.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what is finished is in the store.</exception>
    Task RunAsync(
        PlannedRun run,
        IReadOnlyList<PlanTask> tasks,
        RunJournal journal,
        CancellationToken cancellationToken
    );
}
