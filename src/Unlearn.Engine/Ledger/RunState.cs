using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Ledger;

/// <summary>What of a plan is still to do, given what the store has.</summary>
internal static class RunState
{
    /// <summary>
    /// The tasks to run, every task after those that it depends on: what is wanted and not in the store, and whatever members
    /// it needs that are not either. A member that nothing needs any more is not missed.
    /// </summary>
    /// <param name="sinks">The tasks whose results are wanted.</param>
    /// <param name="ledger">What is settled.</param>
    public static IReadOnlyList<PlanTask> Remaining(IEnumerable<PlanTask> sinks, ResultLedger ledger)
    {
        var seen = new HashSet<PlanTask>();
        var remaining = new List<PlanTask>();
        foreach (PlanTask sink in sinks)
        {
            Visit(sink);
        }

        return remaining;

        void Visit(PlanTask task)
        {
            if (!seen.Add(task) || ledger.Restore(task))
            {
                return;
            }

            foreach (PlanTask input in task.Dependencies)
            {
                Visit(input);
            }

            remaining.Add(task);
        }
    }
}
