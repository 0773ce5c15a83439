using Unlearn.Formats.Json;

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
}
