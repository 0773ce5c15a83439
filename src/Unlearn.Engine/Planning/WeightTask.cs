using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Planning;

/// <summary>A task that makes one member's weights.</summary>
public abstract class WeightTask : PlanTask
{
    private protected WeightTask(LearningProblem problem, string kind, string inputs)
        : base(problem, kind, inputs) { }

    /// <summary>Single-point gradients that the task costs, as far as it is known before it runs.</summary>
    public abstract long EstimatedGradients { get; }

    /// <inheritdoc />
    public override WorkPhase Phase => WorkPhase.Training;

    /// <summary>Makes members of its group, and keeps nothing.</summary>
    /// <param name="work">Makes them.</param>
    /// <param name="group">The tasks.</param>
    /// <param name="cost">Counts their gradients.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One member per task, in their order; owned by the caller.</returns>
    internal abstract ParameterStack Make(
        IMemberWork work,
        IReadOnlyList<WeightTask> group,
        CostCounter cost,
        CancellationToken cancellationToken
    );
}
