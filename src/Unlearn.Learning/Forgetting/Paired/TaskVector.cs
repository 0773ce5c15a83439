using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Trains the original further on the forget set and goes as far in the opposite direction: theta = theta0 - alpha (theta_over - theta0) (Ilharco et al.,
/// "Editing Models with Task Arithmetic", ICLR 2023).
/// </summary>
[UnlearningMethod("task-vector", Version = 2)]
public sealed record TaskVector : IWeightMethod
{
    /// <summary>How far to go: alpha 1 as far as the training on the forget set went. Default 1.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.05, 10, Log = true)]
    public double Alpha { get; init; } = 1.0;

    /// <summary>Step length of Adam in the training on the forget set. Default 0.001.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-5, 0.1, Log = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes of that training over the forget set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch. Default 32.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 32;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<TaskVector> own = context.Own(this);
        using ParameterStack over = StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("task-vector"),
                    request.Forget,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new CrossEntropySum(),
            new DescentSettings { BatchSize = BatchSize, Optimizer = OptimizerKind.Adam },
            cancellationToken
        );
        using Tensor alpha = MemberColumn.Of(own.Select(static one => one.Alpha), over.Flat.dtype);
        using Tensor gone = over.Flat.Minus(context.Originals.Flat);
        using Tensor back = gone * alpha;

        // Running statistics are no direction: they stay as the original has them.
        using Tensor trainable = over.Layout.TrainableRow(over.Flat.dtype);
        using Tensor step = back * trainable;
        return new ParameterStack(over.Layout, context.Originals.Flat.Minus(step));
    }
}
