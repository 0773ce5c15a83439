using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>What a descent needs beside its steps and its loss.</summary>
internal sealed record DescentSettings
{
    /// <summary>Largest batch of any member.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimiser.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Momentum of SGD.</summary>
    public double Momentum { get; init; }

    /// <summary>Weight decay, added to the gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// [M, width], true where weights may move; null for all. Weights outside keep their bits whatever momentum and weight
    /// decay do.
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>Factor on each parameter's gradient, [M, width]; null for 1.</summary>
    public Tensor? GradientScale { get; init; }

    /// <summary>Trains a low-rank addition in place of the weights, which stay; null trains the weights. Not with a mask or a gradient scale.</summary>
    public Adapter? Adapter { get; init; }

    /// <summary>Features and labels; null for the dataset's own.</summary>
    public PointSource? Source { get; init; }

    /// <summary>
    /// Says, for a member and the loss of its batch before a step, that this and all later steps are not taken and that the
    /// step before is taken back.
    /// </summary>
    public Func<int, double, bool>? StopWhen { get; init; }

    /// <summary>Called after each step of each member with its index in the context, the step's number and its row, [width].</summary>
    public Action<int, int, Tensor>? AfterStep { get; init; }
}
