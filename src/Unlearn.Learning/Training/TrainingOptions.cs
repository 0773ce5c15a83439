using System.ComponentModel.DataAnnotations;
using Unlearn.Formats.Json;

namespace Unlearn.Learning.Training;

/// <summary>How a model is trained, on mean cross-entropy over each batch.</summary>
public sealed record TrainingOptions
{
    /// <summary>The optimiser. Default sgd.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Learning rate at the start. Default 0.1.</summary>
    [Range(0.0, 1000.0)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How the learning rate changes. Default constant.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Constant;

    /// <summary>Momentum of SGD (velocity v = momentum v + gradient; w = w - rate v). Default 0.9.</summary>
    [Range(0.0, 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay, added to the gradient as decay times weight (biases too); with adamw apart from it. Default 0.</summary>
    [Range(0.0, 10.0)]
    public double WeightDecay { get; init; }

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Passes over the points. Default 20.</summary>
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 20;

    /// <summary>Length in steps, a batch each, in place of <see cref="Epochs"/>; the last pass may end early. Absent: none (default).</summary>
    [AbsentWhenNull]
    [Range(1, 1_000_000_000)]
    public int? Steps { get; init; }

    /// <summary>First steps in which the learning rate rises in a straight line to its full length. Absent: none (default).</summary>
    [AbsentWhenNull]
    [Range(1, 1_000_000_000)]
    public int? WarmUpSteps { get; init; }

    /// <summary>Largest Euclidean norm of a model's gradient; a longer one is scaled down to it before anything else. Absent: no limit (default).</summary>
    [AbsentWhenNull]
    [Range(1e-9, 1e9)]
    public double? ClipNorm { get; init; }

    /// <summary>Whether the learning rate changes from step to step, and not only from epoch to epoch.</summary>
    internal bool ChangesByStep => Steps is not null || WarmUpSteps is not null || Schedule == ScheduleKind.Linear;

    /// <summary>Whether everything is as the path by hand of dense networks has it.</summary>
    internal bool IsPlain => !ChangesByStep && ClipNorm is null && Optimizer != OptimizerKind.Adamw;
}
