using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Inspection;

/// <summary>Rough bytes that a run adds, at most, to a process that has loaded its data.</summary>
/// <param name="Model">Weights of the largest model.</param>
/// <param name="Data">The points as tensors.</param>
/// <param name="Weights">Weights that are kept for other tasks; what memory has no room for is read again from the store.</param>
/// <param name="Outputs">Outputs that are kept for other tasks, likewise.</param>
/// <param name="Tasks">The largest group of tasks, for each worker.</param>
public sealed record MemoryNeed(long Model, long Data, long Weights, long Outputs, long Tasks)
{
    /// <summary>All of it.</summary>
    public long Total => Data + Weights + Outputs + Tasks;

    /// <summary>Adds up what tasks need.</summary>
    /// <param name="tasks">The tasks to run.</param>
    /// <param name="jobs">Number of workers.</param>
    /// <param name="limit">Bytes that the process may hold; null for four fifths of what machine or container have.</param>
    public static MemoryNeed Of(IReadOnlyCollection<PlanTask> tasks, int jobs, long? limit)
    {
        var budget = MemoryBudget.Of(jobs, limit);
        var limits = new StackLimits(jobs, budget.Stack);
        var demand = new OutputDemand(tasks.SelectMany(static task => task.Outputs));
        HashSet<WeightTask> members =
        [
            .. tasks.OfType<WeightTask>(),
            .. tasks.SelectMany(static task => task.Dependencies).OfType<WeightTask>(),
        ];
        IEnumerable<Dataset> datasets = tasks.Select(static task => task.Problem.Data.Dataset).Distinct();
        return new MemoryNeed(
            members.Select(WeightBytes).DefaultIfEmpty().Max(),
            datasets.Sum(static dataset => dataset.Features.LongLength * sizeof(float)),
            Math.Min(budget.Weights, members.Sum(WeightBytes)),
            Math.Min(budget.Outputs, members.Sum(OutputBytes)),
            jobs * Groups(tasks).DefaultIfEmpty().Max()
        );

        static long WeightBytes(WeightTask member) => member.Problem.Data.Network.Layout.Width * (long)sizeof(float);

        long OutputBytes(WeightTask member) =>
            (long)demand.Of(member).Count * member.Problem.Objective.Columns * sizeof(float);

        IEnumerable<long> Groups(IEnumerable<PlanTask> all) =>
            from task in all
            group task by (task.Problem, task.Group) into alike
            let ready = alike.ToArray()
            select ready[0].Memory(limits.GroupSize(ready));
    }
}
