using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Catastrophic forgetting in the last k layers: fine-tunes them on the retain set and freezes the rest (Goel et al. 2022,
/// "Towards Adversarial Evaluations for Inexact Machine Unlearning", section 4).
/// </summary>
[UnlearningMethod("cf-k", Version = 2)]
public sealed record CfK : IWeightMethod
{
    /// <summary>Layers counted from the output that are fine-tuned; a normalisation belongs to the layer before it. Default 1.</summary>
    [Range(1, 1000)]
    public int Layers { get; init; } = 1;

    /// <summary>Step length. Default 0.2.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.2;

    /// <summary>Passes over the retain set. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
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
        IReadOnlyList<CfK> own = context.Own(this);
        using Tensor mask = Masks.LastLayers(context.Data.Network, Layers, context.Requests.Count);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("cf-k"),
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new CrossEntropySum(),
            new DescentSettings
            {
                BatchSize = BatchSize,
                Momentum = Momentum,
                Mask = mask,
            },
            cancellationToken
        );
    }
}
