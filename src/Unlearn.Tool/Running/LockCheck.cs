using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Tool.Manifests;

namespace Unlearn.Tool.Running;

/// <summary>What a manifest resolves to now, against what was locked.</summary>
internal static class LockCheck
{
    /// <summary>The lock's name beside a manifest.</summary>
    public const string FileName = "manifest.lock.json";

    private const int Shown = 20;

    /// <summary>Where an experiment's lock is kept: beside its manifest; built-in experiments, in the current folder.</summary>
    public static string PathFor(ResolvedExperiment resolved) =>
        Path.GetFullPath(Path.Combine(resolved.Folder ?? ".", FileName));

    /// <summary>The lock of all trials, whatever a run would filter; without trials where a store lacks scores that choose forget sets.</summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="data">Where its data are.</param>
    /// <param name="store">Opens the store; asked only where forget sets depend on scores.</param>
    public static ManifestLock Of(ExperimentDefinition definition, DataFolders data, Func<ResultStore> store)
    {
        var planner = new ExperimentPlanner(MethodFiles.Read(definition, data), ProblemLoader.Load(definition, data));
        var all = new TrialFilter([]);
        Func<ScoringTask, IReadOnlyList<double>?>? scores = definition.Forget.Any(static one =>
            one.Value is IScoredScenario
        )
            ? StoredScores.In(store())
            : null;
        ExperimentPlan plan = planner.Build(all, scores);
        return ManifestLock.Of(plan, plan.IsScoring ? null : TuningPlan.Of(planner, all, scores));
    }

    /// <summary>Refuses a run that drifted from its lock.</summary>
    /// <exception cref="InputException">There is no lock, or something drifted; the message lists what.</exception>
    public static void Require(RunRequest request, string path, Action<string> warn)
    {
        ManifestLock locked = ManifestLockFile.Read(path);
        IReadOnlyList<string> drift = locked.Drift(
            Of(request.Definition, request.Data, () => new ResultStore(request.Store, warn))
        );
        if (drift.Count == 0)
        {
            return;
        }

        string more = drift.Count > Shown ? FormattableString.Invariant($"\n  and {drift.Count - Shown} more") : "";
        throw new InputException(
            "this is no longer what was locked:"
                + string.Concat(drift.Take(Shown).Select(static change => $"\n  {change}"))
                + $"{more}\n`unlearn lock` accepts it as it is now.",
            path
        );
    }
}
