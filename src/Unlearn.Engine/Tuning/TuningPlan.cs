using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Tuning;

/// <summary>
/// The first of the two steps of a tuned experiment: all candidates of all methods on all tuning seeds. Its tasks live in the same
/// store and share originals and references as those of the evaluation do; its results fix the options of the second step.
/// </summary>
/// <param name="Rows">What is tuned, in the order of settings and methods.</param>
/// <param name="Untuned">Ids of the methods that are not tuned, each with why.</param>
public sealed record TuningPlan(IReadOnlyList<TunedRow> Rows, IReadOnlyDictionary<string, string> Untuned)
{
    /// <summary>Makes the plan; null where nothing of what a run asks for is tuned.</summary>
    /// <param name="planner">Makes the plan of the evaluation, with which this one shares tasks.</param>
    /// <param name="filter">Which trials are asked for: methods without any of them are not tuned.</param>
    /// <param name="scores">The scores of scoring tasks; all of them exist.</param>
    /// <exception cref="InvalidOperationException">Scores are missing.</exception>
    public static TuningPlan? Of(
        ExperimentPlanner planner,
        TrialFilter filter,
        Func<ScoringTask, IReadOnlyList<double>?>? scores = null
    ) =>
        planner.Definition.Tune is { } options && planner.Setup.Rows.Any(static row => row.Search.Count > 0)
            ? new TuningPlanner(planner.Setup, options).Plan(filter, scores)
            : null;

    /// <summary>The measurements that the choice rests on.</summary>
    public IEnumerable<CandidateTask> Measurements => Rows.SelectMany(static row => row.Measurements).Distinct();

    /// <summary>All tasks, each once, every task after those that it depends on.</summary>
    public IReadOnlyList<PlanTask> Tasks { get; } = TaskOrder.Of(Rows.SelectMany(static row => row.Measurements));
}
