using Unlearn.Learning.Training;

namespace Unlearn.Learning.Optimisation;

/// <summary>Members that go down a loss step by step: a training, or an unlearning by gradient steps.</summary>
internal sealed record DescentPlan
{
    /// <summary>Dataset and network.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>The members and their steps.</summary>
    public required IReadOnlyList<DescentMember> Members { get; init; }

    /// <summary>What is descended on, as tensors.</summary>
    public required DescentLoss Loss { get; init; }

    /// <summary>The same loss with its derivatives by hand; null where it has none.</summary>
    public DescentObjective? Objective { get; init; }

    /// <summary>How gradients become steps.</summary>
    public required OptimizerSettings Settings { get; init; }

    /// <summary>What looks on, and decides when a member ends.</summary>
    public required DescentObserver Observer { get; init; }
}
