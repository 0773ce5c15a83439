using Unlearn.Engine.Definition;

namespace Unlearn.Engine.Planning;

/// <summary>What an experiment comes to: trials, and the tasks that they share.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Problems">Datasets with their architectures.</param>
/// <param name="Settings">Tables of the report.</param>
/// <param name="VerificationMembers">Members that only verification needs: shadows, references, null models and their copies.</param>
/// <param name="Scoring">Tasks whose scores choose forget sets.</param>
public sealed record ExperimentPlan(
    ExperimentDefinition Definition,
    IReadOnlyList<LearningProblem> Problems,
    IReadOnlyList<PlannedSetting> Settings,
    IReadOnlyList<WeightTask> VerificationMembers,
    IReadOnlyList<ScoringTask> Scoring
)
{
    /// <summary>
    /// Whether this is only the first step: forget sets depend on scores that do not exist yet, so that there are no settings. When the
    /// scoring tasks have run, the same definition has its whole plan.
    /// </summary>
    public bool IsScoring => Settings.Count == 0 && Scoring.Count > 0;

    /// <summary>The tasks whose results are wanted: scores, what trials consist of, and maps of loss.</summary>
    public IEnumerable<PlanTask> Sinks => [.. Scoring, .. Settings.SelectMany(static setting => setting.Tasks)];

    /// <summary>All trials in reporting order.</summary>
    public IEnumerable<PlannedTrial> Trials =>
        Settings.SelectMany(static setting => setting.Rows).SelectMany(static row => row.Trials);

    /// <summary>All tasks, each once, every task after those that it depends on.</summary>
    public IReadOnlyList<PlanTask> Tasks { get; } =
        TaskOrder.Of([.. Scoring, .. Settings.SelectMany(static setting => setting.Tasks)]);
}
