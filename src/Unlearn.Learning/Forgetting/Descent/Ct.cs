using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Convolution transpose (fifth place of the NeurIPS 2023 unlearning challenge): swaps the two spatial axes of every square
/// convolution kernel and fine-tunes on the retain set with a cosine schedule. Does not read the forget set.
/// </summary>
[UnlearningMethod("ct", Version = 2)]
[Serves(typeof(Cnn), typeof(ResNet), Reason = "it transposes convolution kernels")]
public sealed record Ct : IWeightMethod
{
    /// <summary>Step length in the first epoch; its authors take 0.001 on a large residual network. Default 0.03.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.1, Log = true)]
    public double LearningRate { get; init; } = 0.03;

    /// <summary>Passes over the retain set; its authors take 3. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 10, Log = true)]
    public int Epochs { get; init; } = 10;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Momentum. Default 0.9.</summary>
    [Range(0.0, 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Ct> own = context.Own(this);
        using ParameterStack start = context.Originals.Clone();
        foreach (ParameterShape kernel in start.Layout.Parameters.Where(IsSquareKernel))
        {
            using Tensor view = ParameterStack.View(start.Flat, kernel);
            using Tensor turned = view.transpose(-1, -2);
            using Tensor transposed = turned.contiguous();
            view.copy_(transposed);
        }

        return StackDescent.Run(
            context,
            start,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("ct"),
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    own[member].Rate
                ),
            new CrossEntropySum(),
            new DescentSettings { BatchSize = BatchSize, Momentum = Momentum },
            cancellationToken
        );
    }

    private double Rate(int epoch) => LearningRate * LearningRateSchedule.Factor(ScheduleKind.Cosine, epoch, Epochs);

    private static bool IsSquareKernel(ParameterShape parameter) =>
        parameter is { Trainable: true, Shape: [_, _, > 1 and var rows, var columns] } && rows == columns;
}
