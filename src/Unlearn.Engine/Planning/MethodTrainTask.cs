using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Trains one model by a method's own rule.</summary>
public sealed class MethodTrainTask : WeightTask
{
    internal MethodTrainTask(
        LearningProblem problem,
        string kind,
        string inputs,
        string row,
        IOwnTrainingMethod method,
        MemberSpec spec
    )
        : base(problem, kind, inputs)
    {
        Row = row;
        Method = method;
        Spec = spec;
    }

    /// <summary>The row of the report that asked for it first.</summary>
    public string Row { get; }

    /// <summary>The method.</summary>
    public IOwnTrainingMethod Method { get; }

    /// <summary>Seed and points.</summary>
    public MemberSpec Spec { get; }

    /// <inheritdoc />
    public override long EstimatedGradients => Spec.Cost;

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies => [];

    /// <inheritdoc />
    public override string Group => $"{Kind} of {Row}";

    /// <inheritdoc />
    public override string EntryKind => "member";

    /// <inheritdoc />
    public override string AskedBy => Row;

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) => $"{Kind} model{Plural(group)}";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfStack(Problem, count);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Train([.. group.Cast<MethodTrainTask>()]);
        return [];
    }

    /// <inheritdoc />
    internal override ParameterStack Make(
        IMemberWork work,
        IReadOnlyList<WeightTask> group,
        CostCounter cost,
        CancellationToken cancellationToken
    ) => work.Train([.. group.Cast<MethodTrainTask>()], cost, cancellationToken);
}
