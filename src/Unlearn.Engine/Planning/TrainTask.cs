using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Trains one stage of one member.</summary>
public sealed class TrainTask : WeightTask
{
    internal TrainTask(LearningProblem problem, string kind, string inputs, MemberSpec spec, TrainTask? parent)
        : base(problem, kind, inputs)
    {
        Spec = spec;
        Parent = parent;
        Dependencies = parent is null ? [] : [parent];
    }

    /// <summary>What decides the weights, beside dataset and architecture.</summary>
    public MemberSpec Spec { get; }

    /// <summary>The stage that this one starts from, or null.</summary>
    public TrainTask? Parent { get; }

    /// <inheritdoc />
    public override long EstimatedGradients => Spec.Cost;

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies { get; }

    /// <inheritdoc />
    public override string Group => Kind;

    /// <inheritdoc />
    public override bool IsStacked => true;

    /// <inheritdoc />
    public override string EntryKind => "member";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"{Kind} model{Plural(group)}";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfStack(Problem, count);

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
