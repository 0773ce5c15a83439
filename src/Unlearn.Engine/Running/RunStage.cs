using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Tuning;

namespace Unlearn.Engine.Running;

/// <summary>
/// One stage of a run: as much of it as can be planned from what is settled. Planning is a function of the store and is repeated after each
/// stage until none follows: forget sets that models choose wait for scores, and options that are tuned wait for candidates.
/// </summary>
internal sealed record RunStage
{
    private const string Scores = "scores of shadow models";
    private const string Options = "options that are tuned";

    /// <summary>The trials that are known: none while scores are missing, and with options as written until they are found.</summary>
    public required ExperimentPlan Plan { get; init; }

    /// <summary>The tasks whose results this stage is for.</summary>
    public required IReadOnlyList<PlanTask> Sinks { get; init; }

    /// <summary>All tasks of this stage, every task after those that it depends on.</summary>
    public required IReadOnlyList<PlanTask> Tasks { get; init; }

    /// <summary>What tuning chose; null where nothing was tuned, or not yet.</summary>
    public TuningOutcome? Tuned { get; init; }

    /// <summary>What it finds and the next stage waits for, in words; null for the last stage.</summary>
    public string? Finds { get; init; }

    /// <summary>Whether nothing follows: its tasks are those of the trials.</summary>
    public bool IsLast => Finds is null;

    /// <summary>Tasks of the stages before this one.</summary>
    public IReadOnlyList<PlanTask> Earlier { get; init; } = [];

    /// <summary>The stage at which a run stands.</summary>
    /// <param name="planner">Expands the definition.</param>
    /// <param name="filter">Which trials.</param>
    /// <param name="ledger">What is settled.</param>
    /// <exception cref="Core.InputException">Data or options are wrong.</exception>
    public static RunStage Of(ExperimentPlanner planner, TrialFilter filter, ResultLedger ledger)
    {
        IReadOnlyList<double>? Scored(ScoringTask task) => ledger.Restore(task) ? ledger.ResultOf(task)?.Scores : null;

        // Whatever is known is planned before anything is trained, so that what is wrong with it costs nothing.
        ExperimentPlan written = planner.Build(filter, Scored);
        if (written.IsScoring)
        {
            return new RunStage
            {
                Plan = written,
                Sinks = written.Scoring,
                Tasks = written.Tasks,
                Finds = Scores,
            };
        }

        if (TuningPlan.Of(planner, filter, Scored) is not { } tuning)
        {
            return Last(written);
        }

        PlanTask[] measurements = [.. tuning.Measurements];
        if (measurements.All(ledger.IsSettled))
        {
            var tuned = TuningOutcome.Of(tuning, planner.Definition.Tune!, ledger);
            return Last(planner.Build(filter, Scored, tuned)) with { Tuned = tuned, Earlier = tuning.Tasks };
        }

        return new RunStage
        {
            Plan = written,
            Sinks = measurements,
            Tasks = tuning.Tasks,
            Finds = Options,
            Earlier = TaskOrder.Of(written.Scoring),
        };
    }

    private static RunStage Last(ExperimentPlan plan) =>
        new()
        {
            Plan = plan,
            Sinks = [.. plan.Sinks],
            Tasks = plan.Tasks,
        };
}
