using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Planning;

/// <summary>Puts weights that were trained elsewhere into the store, where everything else finds its models.</summary>
public sealed class GivenTask : WeightTask
{
    internal GivenTask(LearningProblem problem, GivenWeights weights)
        : base(problem, "original", CanonicalJson.Of(new GivenInputs(problem.Identity, weights.Identity))) =>
        Weights = weights;

    /// <summary>The weights.</summary>
    public GivenWeights Weights { get; }

    /// <inheritdoc />
    public override long EstimatedGradients => 0;

    /// <inheritdoc />
    public override IReadOnlyList<PlanTask> Dependencies => [];

    /// <inheritdoc />
    public override string Group => "given";

    /// <inheritdoc />
    public override string EntryKind => "given";

    /// <inheritdoc />
    public override string Describe(IReadOnlyList<PlanTask> group) =>
        $"{Kind} model{Plural(group)} from {Weights.File}";

    /// <inheritdoc />
    internal override long Memory(int count) => TaskMemory.OfHand(Problem);

    /// <inheritdoc />
    internal override IReadOnlyList<PlanTask> Compute(ITaskComputer computer, IReadOnlyList<PlanTask> group)
    {
        computer.Take(this);
        return [];
    }

    /// <inheritdoc />
    internal override ParameterStack Make(
        IMemberWork work,
        IReadOnlyList<WeightTask> group,
        CostCounter cost,
        CancellationToken cancellationToken
    ) => throw new InvalidOperationException("The model is given, and no row answers a request by making it.");
}
