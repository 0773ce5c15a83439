using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Trains one model by a method's own rule.</summary>
public sealed class MethodTrainTask : MemberTask
{
    internal MethodTrainTask(
        LearningProblem problem,
        string kind,
        string inputs,
        string row,
        IOwnTrainingMethod method,
        MemberSpec spec
    )
        : base(problem, kind, inputs, spec)
    {
        Row = row;
        Method = method;
    }

    /// <summary>The row of the report that asked for it first.</summary>
    public string Row { get; }

    /// <summary>The method.</summary>
    public IOwnTrainingMethod Method { get; }

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies => [];

    /// <inheritdoc />
    public override string Group => $"{Kind} of {Row}";

    /// <inheritdoc />
    public override string AskedBy => Row;

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
