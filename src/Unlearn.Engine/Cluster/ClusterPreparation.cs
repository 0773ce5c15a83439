using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster;

/// <summary>Plans a run for processes on other machines. Nothing is trained.</summary>
/// <param name="options">What is frozen, and how tasks are packed.</param>
/// <param name="clock">What time it is.</param>
public sealed class ClusterPreparation(ClusterOptions options, TimeProvider clock)
{
    /// <summary>How the open tasks of a run would be divided. Writes nothing but the store's folders.</summary>
    /// <exception cref="Core.InputException">Data or options are wrong.</exception>
    public async Task<ClusterPlan> PlanAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        PlannedRun run = await OpenAsync(request, warn, cancellationToken);
        return Divide(run, await run.RemainingAsync(cancellationToken));
    }

    /// <summary>
    /// Writes the manifest, the plan and the tool into the run's folder, so that <see cref="ClusterWorker"/> can work at it
    /// anywhere. What an earlier attempt left there is forgotten; what it finished is in the store.
    /// </summary>
    /// <exception cref="Core.InputException">Data or options are wrong.</exception>
    /// <exception cref="IOException">The run's folder or the store cannot be written.</exception>
    public async Task<ClusterPlan> PrepareAsync(
        RunRequest request,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        var run = new RunFolder(request.Folder);
        var cluster = new ClusterFolder(run.Path);
        using var journal = new RunJournal(run.Path, progress, clock);
        DateTimeOffset started = journal.Now;
        PlannedRun planned = await OpenAsync(request, journal.Warn, cancellationToken);
        IReadOnlyList<PlanTask> remaining = await planned.RemainingAsync(cancellationToken);
        ClusterPlan plan = Divide(planned, remaining);
        Directory.CreateDirectory(cluster.Logs);
        cluster.Clear();
        run.WriteManifest(request.Experiment.ManifestText, journal.Warn);
        run.Write(EnvironmentProbe.Look(request.Jobs, request.Data.Base, started));
        cluster.Write(plan);
        if (!options.Compiled.IsEmpty)
        {
            await File.WriteAllBytesAsync(cluster.Compiled, options.Compiled, cancellationToken);
        }

        // Told first: from here on the run has not ended, and the tool that it needs is not removed.
        int all = planned.Stage.Tasks.Count;
        journal.Tell(new RunPlanned(journal.Now, all, all - remaining.Count));
        FrozenTool.Freeze(options.ToolFolder, options.ToolEntry, request.Store, cluster);
        cluster.Write(ClusterRun.Of(request, options.SecondsPerElement, started));
        journal.Tell(new RunPrepared(journal.Now, plan.Stages.Count, plan.Elements.Count()));
        return plan;
    }

    private ClusterPlan Divide(PlannedRun run, IReadOnlyList<PlanTask> remaining) =>
        StagePlanner.Plan(remaining, options.SecondsPerElement) with
        {
            Finds = run.Stage.Finds,
        };

    // What failed in an earlier attempt is tried again.
    private static Task<PlannedRun> OpenAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    ) => PlannedRun.OpenAsync(request with { Failures = null }, warn, cancellationToken);
}
