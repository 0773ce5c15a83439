using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>How gradients become steps; the length of each step stands in its <see cref="DescentStep"/>.</summary>
internal record OptimizerSettings
{
    /// <summary>Largest batch of any member.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimiser.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Momentum of SGD: v = momentum v + gradient; w = w - rate v.</summary>
    public double Momentum { get; init; }

    /// <summary>Weight decay, added to the gradient as decay times weight, or apart from it (adamw); running statistics do not decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Largest norm of a member's gradient; null: no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// [M, width], true where weights may move; null for all. Weights outside keep their bits whatever momentum and weight
    /// decay do.
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>Factor on each parameter's gradient, [M, width]; null for 1.</summary>
    public Tensor? GradientScale { get; init; }

    /// <summary>Features and labels; null for the dataset's own.</summary>
    public PointSource? Source { get; init; }

    /// <summary>Whether losses are differentiated automatically even where gradients by hand are known.</summary>
    public bool Automatic { get; init; }

    /// <summary>Those of a training.</summary>
    public static OptimizerSettings Of(TrainingOptions options) =>
        new()
        {
            BatchSize = options.BatchSize,
            Optimizer = options.Optimizer,
            Momentum = options.Momentum,
            WeightDecay = options.WeightDecay,
            ClipNorm = options.ClipNorm,
        };
}
