using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster;

/// <summary>Divides the open tasks of a run into stages and elements. A pure function.</summary>
internal static class StagePlanner
{
    /// <summary>
    /// A task's stage is the length of the longest chain of open tasks below it. Within a stage, tasks that may run as one
    /// stack stand together; they fill an element until its estimate reaches the given time.
    /// </summary>
    /// <param name="remaining">Open tasks, each once, every task after those that it depends on.</param>
    /// <param name="secondsPerElement">Estimated seconds that fill an element; at 0 each task has an element of its own.</param>
    /// <param name="before">The rounds before, which these stages go on from; null for the first round.</param>
    /// <returns>The plan of all rounds so far.</returns>
    public static ClusterPlan Plan(
        IReadOnlyList<PlanTask> remaining,
        double secondsPerElement,
        ClusterPlan? before = null
    )
    {
        int number = before?.Elements.Count() ?? 0;
        int round = before?.Rounds ?? 0;
        List<ClusterStage> stages = [.. before?.Stages ?? []];
        foreach (List<PlanTask> level in Levels(remaining))
        {
            ClusterElement[] elements = [.. Pack(level, secondsPerElement).Select(packed => Element(number++, packed))];
            stages.Add(new ClusterStage(stages.Count, elements) { Round = round });
        }

        return new ClusterPlan(stages);
    }

    private static List<List<PlanTask>> Levels(IReadOnlyList<PlanTask> remaining)
    {
        var levelOf = new Dictionary<PlanTask, int>(remaining.Count);
        var levels = new List<List<PlanTask>>();
        foreach (PlanTask task in remaining)
        {
            int level = 0;
            foreach (PlanTask input in task.Dependencies)
            {
                // Inputs that are not open are in the store.
                level = Math.Max(level, levelOf.TryGetValue(input, out int below) ? below + 1 : 0);
            }

            levelOf.Add(task, level);
            if (level == levels.Count)
            {
                levels.Add([]);
            }

            levels[level].Add(task);
        }

        return levels;
    }

    private static IEnumerable<List<PlanTask>> Pack(List<PlanTask> level, double secondsPerElement)
    {
        var packed = new List<PlanTask>();
        double seconds = 0.0;
        foreach (
            PlanTask task in level.GroupBy(static task => (task.Problem, task.Group)).SelectMany(static one => one)
        )
        {
            double estimate = TaskSeconds.Of(task);
            if (packed.Count > 0 && seconds + estimate > secondsPerElement)
            {
                yield return packed;
                packed = [];
                seconds = 0.0;
            }

            packed.Add(task);
            seconds += estimate;
        }

        yield return packed;
    }

    private static ClusterElement Element(int number, List<PlanTask> tasks) =>
        new(
            number,
            string.Join(
                ", ",
                tasks
                    .GroupBy(static task => (task.Problem, task.Group))
                    .Select(static group => new TaskGroup([.. group]).Description)
            ),
            tasks.Sum(TaskSeconds.Of),
            [.. tasks.Select(static task => task.Key.Hex)]
        );
}
