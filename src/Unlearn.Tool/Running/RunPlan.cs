using Unlearn.Engine.Definition;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Data;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>The plan of a run that has ended, made again from the manifest in its folder and from its store.</summary>
/// <param name="Definition">What the manifest says.</param>
/// <param name="Plan">Trials and tasks.</param>
/// <param name="Tasks">All that ran: the plan's tasks, and those of the tuning before it.</param>
/// <param name="Store">Where the run has left its models.</param>
internal sealed record RunPlan(
    ExperimentDefinition Definition,
    ExperimentPlan Plan,
    IReadOnlyList<PlanTask> Tasks,
    ResultStore Store
)
{
    /// <summary>Makes it.</summary>
    /// <param name="consoles">Told of damaged entries and downloads.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="store"><c>--store</c>, or null.</param>
    /// <param name="data"><c>--data</c>, or null.</param>
    /// <param name="filter">Trials whose tuned options have to be known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static RunPlan Of(
        Consoles consoles,
        string folder,
        string? store,
        string? data,
        TrialFilter filter,
        CancellationToken cancellationToken
    )
    {
        ResolvedExperiment resolved = ExperimentResolver.Resolve(
            Path.Combine(folder, RunFolder.ManifestFile),
            [],
            cancellationToken
        );
        Libtorch.Require();
        Folders folders = Folders.FromEnvironment();
        using var downloads = new Downloads(consoles);
        ExperimentDefinition definition = resolved.Experiment.Define();
        var opened = new ResultStore(folders.Store(store), consoles.WriteWarning);
        DataFolders found = downloads.For(folders.Data(data), cancellationToken);
        var planner = new ExperimentPlanner(MethodFiles.Read(definition, found), ProblemLoader.Load(definition, found));
        var all = new TrialFilter([]);
        ExperimentPlanner.Whole(StoredScores.Plan(planner, all, opened));
        Func<ScoringTask, IReadOnlyList<double>?> scores = StoredScores.In(opened);
        ExperimentPlan plan = planner.Build(all, scores, TuningOutcome.Require(planner, filter, opened));
        TuningPlan? tuning = TuningPlan.Of(planner, filter, scores);
        return new RunPlan(definition, plan, [.. plan.Tasks.Concat(tuning?.Tasks ?? []).Distinct()], opened);
    }
}
