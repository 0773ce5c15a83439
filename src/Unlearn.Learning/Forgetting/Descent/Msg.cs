using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Masked small gradients (second place of the NeurIPS 2023 unlearning challenge): re-initialises the weights whose gradients on
/// retained and forgotten points differ least, then fine-tunes on the retain set with the other weights' gradients made small.
/// </summary>
/// <remarks>
/// The published version acts on convolutions; here it acts on every weight array, biases left alone. The gradient difference is
/// that of two mean losses: of the forget set, and of as many retained points drawn by key.
/// </remarks>
[UnlearningMethod("msg", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it compares gradients of class losses")]
public sealed record Msg : IWeightMethod
{
    /// <summary>Share of the weights that are re-initialised. Default 0.3.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.1, 0.9)]
    public double Share { get; init; } = 0.3;

    /// <summary>Factor on the gradients of weights that were kept. Default 0.1.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.01, 1, Log = true)]
    public double KeptFactor { get; init; } = 0.1;

    /// <summary>Largest step length; it rises and falls linearly over the epochs. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Passes over the retain set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 10, Log = true)]
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
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<Msg> own = context.Own(this);
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = Masks.Weights(context.Originals.Layout);
        Tensor anew = Masks.Largest(
            -Twins.Of(context).Once(Difference),
            context.Originals.Layout,
            [.. own.Select(static member => member.Share)],
            weights
        );
        using ParameterStack start = Reinitialise.Where(
            context,
            anew,
            static request => request.Seed.Derive("msg/initialise")
        );
        Tensor kept = weights.logical_and(anew.logical_not());
        Tensor whole = ones_like(start.Flat);
        Tensor scale = where(
            kept,
            whole * MemberColumn.Of(own.Select(static member => member.KeptFactor), whole.dtype),
            whole
        );
        return StackDescent.Run(
            context,
            start,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("msg"),
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    own[member].Rate
                ),
            new CrossEntropySum(),
            new DescentSettings
            {
                BatchSize = BatchSize,
                Momentum = Momentum,
                GradientScale = scale,
            },
            cancellationToken
        );
    }

    private double Rate(int epoch)
    {
        double middle = (Epochs - 1) / 2.0;
        return LearningRate * (1.0 - (Math.Abs(epoch - middle) / (middle + 1.0)));
    }

    private static Tensor Difference(UnlearningContext context)
    {
        PointSet[] forget = [.. context.Requests.Select(static request => request.Forget)];
        PointSet[] retain =
        [
            .. context.Requests.Select(static request => new PointSet(
                request.Seed.Derive("msg/retain").Order(request.Retain.Ids.AsSpan()).Take(request.Forget.Count)
            )),
        ];
        for (int member = 0; member < forget.Length; member++)
        {
            context.Cost.Add(member, forget[member].Count + retain[member].Count);
        }

        return Mean(context, retain).Minus(Mean(context, forget)).abs();
    }

    private static Tensor Mean(UnlearningContext context, PointSet[] sets)
    {
        Tensor count = tensor(
            [.. sets.Select(static set => 1.0 / Math.Max(1, set.Count))],
            context.Originals.Flat.dtype
        );
        return EmpiricalLoss.CrossEntropy(context.Data, sets).Gradient(context.Originals) * count.unsqueeze(1);
    }
}
