using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Verification;

namespace Unlearn.Engine.Cluster;

/// <summary>Plans a run for processes on other machines. Nothing is trained.</summary>
/// <param name="options">What is frozen, and how tasks are packed.</param>
/// <param name="clock">What time it is.</param>
public sealed class ClusterPreparation(ClusterOptions options, TimeProvider clock)
{
    /// <summary>How the open tasks of a run would be divided. Writes nothing but the store's folders.</summary>
    /// <exception cref="Verification.InputException">Data or options are wrong.</exception>
    public async Task<ClusterPlan> PlanAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        PlannedRun run = await OpenAsync(request, warn, cancellationToken);
        return StagePlanner.Plan(await run.RemainingAsync(cancellationToken), options.SecondsAnElement);
    }

    /// <summary>
    /// Writes the manifest, the plan and the tool into the run's folder, so that <see cref="ClusterWorker"/> can work at it
    /// anywhere. What an earlier attempt left there is forgotten; what it finished is in the store.
    /// </summary>
    /// <exception cref="Verification.InputException">Data or options are wrong.</exception>
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
        ClusterPlan plan = StagePlanner.Plan(remaining, options.SecondsAnElement);
        Directory.CreateDirectory(cluster.Logs);
        cluster.Clear();
        run.WriteManifest(request.Experiment.ManifestText, journal.Warn);
        run.Write(EnvironmentProbe.Look(request.Jobs, request.Data.Base, started));
        cluster.Write(plan);
        if (!options.Compiled.IsEmpty)
        {
            await File.WriteAllBytesAsync(cluster.Compiled, options.Compiled, cancellationToken);
        }

        // Told first: from here on the run has not ended, and nobody removes the tool that it needs.
        int cached = planned.Plan.Tasks.Count - remaining.Count;
        journal.Tell(new RunPlanned(journal.Now, planned.Plan.Tasks.Count, cached));
        FrozenTool.Freeze(options.ToolFolder, options.ToolEntry, request.Store, cluster);
        cluster.Write(ClusterRun.Of(request, started));
        journal.Tell(new RunPrepared(journal.Now, plan.Stages.Count, plan.Elements.Count()));
        return plan;
    }

    // What failed in an earlier attempt is tried again.
    private static async Task<PlannedRun> OpenAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        PlannedRun run = await PlannedRun.OpenAsync(request with { Failures = null }, warn, cancellationToken);
        return run.Plan.IsScoring ? throw TwoSteps("what scenario 'memorised' scores", "score")
            : run.IsTuning ? throw TwoSteps("what tuning finds", "tune")
            : run;
    }

    private static InputException TwoSteps(string on, string what) =>
        new(
            $"What has to be computed depends on {on}, and the store does not have that yet. Let one machine {what} "
                + "first, with the same store: `unlearn run MANIFEST --filter '*/seed-0'`; then submit again."
        );
}
