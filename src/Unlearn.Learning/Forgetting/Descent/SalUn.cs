using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Saliency unlearning: random-label training that moves only the weights with the largest gradient of the forget set's loss; the
/// rest keep their bits (Fan et al., ICLR 2024, equations 4 and 5).
/// </summary>
[UnlearningMethod("salun", Version = 2)]
public sealed record SalUn : IWeightMethod
{
    /// <summary>Share of the weights that may move. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.1, 0.9)]
    public double Share { get; init; } = 0.5;

    /// <summary>Step length. Default 0.01.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.3, Log = true)]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Passes over the training set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 5;

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
        using Tensor mask = Saliency(context);
        return RandomLabel.Descend(
            context,
            [.. context.Own(this).Select(static own => own.Training())],
            mask,
            cancellationToken
        );
    }

    private RandomLabel Training() =>
        new()
        {
            LearningRate = LearningRate,
            Epochs = Epochs,
            BatchSize = BatchSize,
            Momentum = Momentum,
        };

    /// <summary>The weights that may move, [M, width].</summary>
    internal Tensor Saliency(UnlearningContext context)
    {
        using Tensor size = Twins.Of(context).Once(Sizes);
        return Masks.Largest(size, context.Originals.Layout, [.. context.Own(this).Select(static own => own.Share)]);
    }

    private static Tensor Sizes(UnlearningContext context)
    {
        using Tensor gradient = CrossEntropyGradient.Mean(
            context.Data,
            context.Originals,
            [.. context.Requests.Select(static request => request.Forget.Ids.ToArray())],
            out _
        );
        for (int member = 0; member < context.Requests.Count; member++)
        {
            context.Cost.Add(member, context.Requests[member].Forget.Count);
        }

        return gradient.abs();
    }
}
