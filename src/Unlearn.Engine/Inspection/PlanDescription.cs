using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Inspection;

/// <summary>A plan as <c>unlearn plan</c> shows it: every task with what a run would do with it and why.</summary>
/// <param name="Trials">Number of trials.</param>
/// <param name="Tasks">Every task after those that it reads.</param>
public sealed record PlanDescription(int Trials, IReadOnlyList<TaskDescription> Tasks)
{
    // Figures are mostly outputs of members on points: a guess that is right within a factor of a few.
    private const double MeasureSeconds = 0.02;
    private const long MeasureBytes = 4096;

    /// <summary>Tasks that would run.</summary>
    public IEnumerable<TaskDescription> ToRun => Tasks.Where(static task => task.State == TaskState.ToRun);

    /// <summary>Rough seconds of one worker for all that would run.</summary>
    public double EstimatedSeconds => ToRun.Sum(static task => task.EstimatedSeconds);

    /// <summary>Rough bytes that the store would grow by.</summary>
    public long EstimatedDisk => ToRun.Sum(static task => task.EstimatedDisk);

    /// <summary>Describes a plan against a store.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The store.</param>
    public static PlanDescription Of(ExperimentPlan plan, ResultStore store)
    {
        HashSet<PlanTask> running = [.. Remaining(plan, store)];
        var reasons = new MissReasons(plan.Tasks.Where(running.Contains), store);
        return new PlanDescription(
            plan.Trials.Count(),
            [.. plan.Tasks.Select(task => Describe(task, StateOf(task, running, store), reasons))]
        );
    }

    /// <summary>Rough seconds of one worker for a task.</summary>
    internal static double SecondsOf(PlanTask task) =>
        task is WeightTask weight ? StackLimits.SecondsOf(weight) : MeasureSeconds;

    private static TaskState StateOf(PlanTask task, HashSet<PlanTask> running, ResultStore store) =>
        running.Contains(task) ? TaskState.ToRun
        : store.Contains(task.Key) ? TaskState.Cached
        : TaskState.NotNeeded;

    private static TaskDescription Describe(PlanTask task, TaskState state, MissReasons reasons)
    {
        long bytes = task is WeightTask ? task.Problem.Data.Network.Layout.Width * (long)sizeof(float) : MeasureBytes;
        bool runs = state == TaskState.ToRun;
        return new TaskDescription(
            task.Key.Hex,
            task.Kind,
            new TaskGroup([task]).Description,
            [.. task.Dependencies.Select(static input => input.Key.Hex).Distinct()],
            state,
            runs ? reasons.Of(task) : "",
            runs ? SecondsOf(task) : 0.0,
            task is WeightTask ? TaskMemory.Of(task, 1) : MeasureBytes,
            bytes
        );
    }

    // The same walk as a run's, without reading the entries.
    private static IEnumerable<PlanTask> Remaining(ExperimentPlan plan, ResultStore store)
    {
        var seen = new HashSet<PlanTask>();
        var waiting = new Stack<PlanTask>(plan.Sinks);
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
