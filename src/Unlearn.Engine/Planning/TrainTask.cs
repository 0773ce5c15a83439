using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Trains one stage of one member.</summary>
public sealed class TrainTask : MemberTask
{
    internal TrainTask(LearningProblem problem, string kind, string inputs, MemberSpec spec, TrainTask? parent)
        : base(problem, kind, inputs, spec)
    {
        Parent = parent;
        Dependencies = parent is null ? [] : [parent];
    }

    /// <summary>The stage that this one starts from, or null.</summary>
    public TrainTask? Parent { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;

    /// <inheritdoc />
    public override bool IsStacked => true;

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Train([.. group.Cast<TrainTask>()]);
        return [];
    }

    /// <inheritdoc />
    internal override ParameterStack Make(
        IMemberWork work,
        IReadOnlyList<WeightTask> group,
        CostCounter cost,
        CancellationToken cancellationToken
    ) => work.Train([.. group.Cast<TrainTask>()], cancellationToken);
}
