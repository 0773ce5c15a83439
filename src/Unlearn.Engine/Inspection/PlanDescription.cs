using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;

namespace Unlearn.Engine.Inspection;

/// <summary>A plan as <c>unlearn plan</c> shows it: every task with what a run would do with it and why.</summary>
/// <param name="Trials">Number of trials.</param>
/// <param name="Tasks">Every task after those that it reads.</param>
public sealed record PlanDescription(int Trials, IReadOnlyList<TaskDescription> Tasks)
{
    /// <summary>What the data are read as, three lines a dataset.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>What the run will not be able to decide, a line for each setting and reason.</summary>
    public IReadOnlyList<string> Undecidable { get; init; } = [];

    /// <summary>Where the points of those who ask lie, a line for each setting whose requests are about more than single points.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    private const long MeasureBytes = 4096;
    private const string Waiting = "its options come from tuning, which is to run";

    /// <summary>Memory that the tasks to run need beside what the process holds now.</summary>
    public MemoryNeed Memory { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>Tasks that would run.</summary>
    public IEnumerable<TaskDescription> ToRun => Tasks.Where(static task => task.State == TaskState.ToRun);

    /// <summary>Rough seconds of one worker for all that would run.</summary>
    public double EstimatedSeconds => ToRun.Sum(static task => task.EstimatedSeconds);

    /// <summary>Rough bytes that the store would grow by.</summary>
    public long EstimatedDisk => ToRun.Sum(static task => task.EstimatedDisk);

    /// <summary>Describes a plan against a store.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The store.</param>
    /// <param name="jobs">Number of workers, for memory.</param>
    /// <param name="memory">Bytes that the run may hold; null for four fifths of what machine or container have.</param>
    public static PlanDescription Of(ExperimentPlan plan, ResultStore store, int jobs = 1, long? memory = null)
    {
        HashSet<PlanTask> running = [.. Remaining(plan.Sinks, store)];
        var reasons = new MissReasons(plan.Tasks.Where(running.Contains), store);
        return new PlanDescription(
            plan.Trials.Count(),
            [.. plan.Tasks.Select(task => Describe(task, StateOf(task, running, store), reasons.Of))]
        )
        {
            Memory = MemoryNeed.Of(running, jobs, memory),
            Undecidable = PlanDecidability.Notes(plan),
            Requests = RequestReach.Lines(plan),
        };
    }

    /// <summary>
    /// Describes what a run would do, the tuning that comes first included. Where its results are in the store the options of
    /// the second step are known; where they are not, tasks that wait for them are described as they are with the options as written.
    /// </summary>
    /// <param name="planner">Makes both plans.</param>
    /// <param name="filter">Which trials.</param>
    /// <param name="store">The store.</param>
    /// <param name="jobs">Number of workers, for memory.</param>
    /// <param name="memory">Bytes that the run may hold; null for four fifths of what machine or container have.</param>
    public static PlanDescription Of(
        ExperimentPlanner planner,
        TrialFilter filter,
        ResultStore store,
        int jobs = 1,
        long? memory = null
    )
    {
        ExperimentPlan written = StoredScores.Plan(planner, filter, store);
        if (written.IsScoring || TuningPlan.Of(planner, filter, StoredScores.In(store)) is not { } tuning)
        {
            return Of(written, store, jobs, memory);
        }

        TuningOutcome? tuned = TuningOutcome.Find(tuning, planner.Definition.Tune!, store);
        ExperimentPlan plan = planner.Build(filter, StoredScores.In(store), tuned);
        HashSet<(string Problem, string Scenario, string Row)> open =
        [
            .. tuned is null ? tuning.Rows.Select(static row => (row.Problem.Name, row.Scenario, row.Recipe.Id)) : [],
        ];
        IEnumerable<PlannedTrial> TrialsThat(bool wait) =>
            from setting in plan.Settings
            from row in setting.Rows
            where open.Contains((setting.Problem.Name, setting.Scenario, row.Recipe.Id)) == wait
            from trial in row.Trials
            select trial;
        PlanTask[] known =
        [
            .. TaskOrder.Of([
                .. tuning.Measurements,
                .. TrialsThat(wait: false).SelectMany(static trial => trial.Tasks),
            ]),
        ];
        PlanTask[] waiting =
        [
            .. TaskOrder.Of(TrialsThat(wait: true).SelectMany(static trial => trial.Tasks)).Except(known),
        ];
        HashSet<PlanTask> running =
        [
            .. Remaining(
                [.. tuning.Measurements, .. TrialsThat(wait: false).SelectMany(static trial => trial.Tasks)],
                store
            ),
        ];
        var reasons = new MissReasons(known.Where(running.Contains), store);
        return new PlanDescription(
            plan.Trials.Count(),
            [
                .. known.Select(task => Describe(task, StateOf(task, running, store), reasons.Of)),
                .. waiting.Select(static task => Describe(task, TaskState.ToRun, static _ => Waiting)),
            ]
        )
        {
            Memory = MemoryNeed.Of([.. running, .. waiting], jobs, memory),
            Undecidable = PlanDecidability.Notes(plan),
            Requests = RequestReach.Lines(plan),
        };
    }

    private static TaskState StateOf(PlanTask task, HashSet<PlanTask> running, ResultStore store) =>
        running.Contains(task) ? TaskState.ToRun
        : store.Contains(task.Key) ? TaskState.Cached
        : TaskState.NotNeeded;

    private static TaskDescription Describe(PlanTask task, TaskState state, Func<PlanTask, string> reason)
    {
        long bytes = task is WeightTask ? task.Problem.Data.Network.Layout.Width * (long)sizeof(float) : MeasureBytes;
        bool runs = state == TaskState.ToRun;
        return new TaskDescription(
            task.Key.Hex,
            task.Kind,
            new TaskGroup([task]).Description,
            [.. task.Dependencies.Select(static input => input.Key.Hex).Distinct()],
            state,
            runs ? reason(task) : "",
            runs ? TaskSeconds.Of(task) : 0.0,
            task.Memory(1),
            bytes
        );
    }

    // The same walk as a run's, without reading the entries.
    private static IEnumerable<PlanTask> Remaining(IEnumerable<PlanTask> sinks, ResultStore store)
    {
        var seen = new HashSet<PlanTask>();
        var waiting = new Stack<PlanTask>(sinks);
        while (waiting.TryPop(out PlanTask? task))
        {
            if (seen.Add(task) && !store.Contains(task.Key))
            {
                yield return task;
                foreach (PlanTask input in task.Dependencies)
                {
                    waiting.Push(input);
                }
            }
        }
    }
}
