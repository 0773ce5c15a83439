using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster;

/// <summary>Computes nothing: what the store does not have counts as failed, until a later run tries again.</summary>
/// <param name="reason">Why, for the results.</param>
/// <param name="kept">Whether other processes of the run are told, or this one alone assumes so.</param>
internal sealed class AbandoningExecutor(string reason, bool kept) : IExecutor
{
    /// <inheritdoc />
    public Task RunAsync(
        PlannedRun run,
        IReadOnlyList<PlanTask> tasks,
        RunJournal journal,
        CancellationToken cancellationToken
    )
    {
        if (kept && tasks.Count > 0)
        {
            journal.Warn(FormattableString.Invariant($"{tasks.Count} tasks count as failed. {reason}"));
        }

        foreach (PlanTask task in tasks)
        {
            // A failed input is the better reason.
            TaskFailure? inherited = task
                .Dependencies.Select(run.Ledger.FailureOf)
                .FirstOrDefault(static failure => failure is not null);
            TaskFailure failure = inherited ?? new TaskFailure(reason);
            if (kept)
            {
                run.Ledger.Keep(task, failure, lasting: false);
            }
            else
            {
                run.Ledger.Assume(task, failure);
            }
        }

        return Task.CompletedTask;
    }
}
