namespace Unlearn.Engine.Planning;

/// <summary>A task that makes one member's weights.</summary>
public abstract class WeightTask : PlanTask
{
    private protected WeightTask(LearningProblem problem, string kind, string inputs)
        : base(problem, kind, inputs) { }

    /// <summary>Single-point gradients that the task costs, as far as it is known before it runs.</summary>
    public abstract long EstimatedGradients { get; }
}
