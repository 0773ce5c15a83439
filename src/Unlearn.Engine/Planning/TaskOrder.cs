namespace Unlearn.Engine.Planning;

/// <summary>Tasks in an order in which they can run.</summary>
internal static class TaskOrder
{
    /// <summary>The given tasks and all that they depend on, each once, every task after those that it depends on.</summary>
    public static IReadOnlyList<PlanTask> Of(IEnumerable<PlanTask> sinks)
    {
        var seen = new HashSet<PlanTask>();
        var ordered = new List<PlanTask>();
        foreach (PlanTask sink in sinks)
        {
            Visit(sink);
        }

        return ordered;

        void Visit(PlanTask task)
        {
            if (!seen.Add(task))
            {
                return;
            }

            foreach (PlanTask dependency in task.Dependencies)
            {
                Visit(dependency);
            }

            ordered.Add(task);
        }
    }
}
