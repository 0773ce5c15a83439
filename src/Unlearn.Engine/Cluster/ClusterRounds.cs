using Unlearn.Core;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster;

/// <summary>
/// Plans the round of a run that follows those whose elements have ended. What it computes depends on what they put into the store: forget
/// sets that models choose, options that are tuned.
/// </summary>
/// <param name="clock">What time it is.</param>
public sealed class ClusterRounds(TimeProvider clock)
{
    /// <summary>Plans the next round and adds it to the run's plan.</summary>
    /// <param name="request">The run, from <see cref="ClusterRun.ToRequest"/>.</param>
    /// <param name="givingUp">
    /// Whether tasks of earlier rounds without result or failure count as failed, because their elements have ended; where not, they are
    /// refused, because an element may be at them.
    /// </param>
    /// <param name="progress">Told what happens; the run's journal keeps it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The new round alone; null where none follows, and the report is next.</returns>
    /// <exception cref="InputException">Elements of earlier rounds have not ended, or data or library are not those of the plan.</exception>
    public async Task<ClusterPlan?> NextAsync(
        RunRequest request,
        bool givingUp,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        var folder = new ClusterFolder(request.Folder);
        ClusterPlan before = folder.ReadPlan();
        if (before.Finds is null || (request.FailFast && folder.IsStopped))
        {
            return null;
        }

        Dictionary<string, int> elementOf = before
            .Elements.SelectMany(static element => element.Tasks.Select(key => (key, element.Number)))
            .ToDictionary(static one => one.key, static one => one.Number);
        using var journal = new RunJournal(folder.Run, progress, clock);
        try
        {
            return await NextAsync(request, before, elementOf, givingUp, journal, cancellationToken);
        }
        catch (Exception error) when (givingUp && error is not OperationCanceledException)
        {
            // Whoever watches the run learns that it does not go on.
            journal.Tell(new RunEnded(journal.Now, "error", error.Message));
            throw;
        }
    }

    private static async Task<ClusterPlan?> NextAsync(
        RunRequest request,
        ClusterPlan before,
        Dictionary<string, int> elementOf,
        bool givingUp,
        RunJournal journal,
        CancellationToken cancellationToken
    )
    {
        var folder = new ClusterFolder(request.Folder);
        PlannedRun run = await PlannedRun.OpenAsync(request, journal.Warn, cancellationToken);
        while (true)
        {
            ILookup<bool, PlanTask> open = (await run.RemainingAsync(cancellationToken)).ToLookup(task =>
                elementOf.ContainsKey(task.Key.Hex)
            );
            PlanTask[] lost = [.. open[true]];
            if (lost.Length > 0 && !givingUp)
            {
                throw Unsettled([.. lost.Select(task => elementOf[task.Key.Hex]).Distinct().Order()]);
            }

            await new AbandoningExecutor(ClusterWorker.NeverComputed, kept: true).RunAsync(
                run,
                lost,
                journal,
                cancellationToken
            );
            PlanTask[] fresh = [.. open[false]];
            if (fresh.Length > 0)
            {
                return Add(folder, before, run, fresh, journal);
            }

            PlannedRun next = await run.NextAsync(cancellationToken);
            if (run.Stage.IsLast || next.Stage.Finds == run.Stage.Finds)
            {
                folder.Write(before with { Finds = null });
                return null;
            }

            run = next;
        }
    }

    private static ClusterPlan Add(
        ClusterFolder folder,
        ClusterPlan before,
        PlannedRun run,
        PlanTask[] fresh,
        RunJournal journal
    )
    {
        ClusterPlan plan = StagePlanner.Plan(fresh, folder.ReadRun().ElementSeconds, before) with
        {
            Finds = run.Stage.Finds,
        };
        folder.Write(plan);
        ClusterPlan round = plan.LastRound;
        int all = run.Stage.Tasks.Count;
        journal.Tell(new RunPlanned(journal.Now, all, all - fresh.Length));
        journal.Tell(
            new RunPrepared(journal.Now, round.Stages.Count, round.Elements.Count())
            {
                FirstElement = round.Elements.First().Number,
            }
        );
        return round;
    }

    private static InputException Unsettled(int[] elements) =>
        new(
            $"Elements {string.Join(", ", elements)} have not ended: they left tasks with neither result nor failure. Wait for them or run them "
                + $"again; `unlearn {WorkerLine.Verb} RUN ELEMENT {WorkerLine.GiveUp} CODE` lets the run go on without them."
        );
}
