using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// Prune, re-initialise, match, quantise (fourth place of the NeurIPS 2023 unlearning challenge): the weights of smallest magnitude
/// start anew; then the retain set is learned with class weights count^-0.1 while the entropy of the outputs is held to the
/// original's; at the end weights are rounded to half precision. Does not read the forget set.
/// </summary>
[UnlearningMethod("prmq", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it measures entropies of class outputs")]
public sealed record Prmq : IWeightMethod
{
    private const double ClassExponent = -0.1;

    /// <summary>Share of the weights that are re-initialised, those of smallest magnitude; biases are kept. Default 0.99.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.5, 0.99)]
    public double Share { get; init; } = 0.99;

    /// <summary>Weight of the mean squared difference of output entropies. Default 1.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double EntropyWeight { get; init; } = 1.0;

    /// <summary>Step length. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Passes over the retain set. Default 4.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 10, Log = true)]
    public int Epochs { get; init; } = 4;

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
        IReadOnlyList<Prmq> own = context.Own(this);
        using DisposeScope scope = NewDisposeScope();
        Tensor small = Masks.Largest(
            -context.Originals.Flat.abs(),
            context.Originals.Layout,
            [.. own.Select(static member => member.Share)],
            Masks.Weights(context.Originals.Layout)
        );
        using ParameterStack start = Reinitialise.Where(
            context,
            small,
            static request => request.Seed.Derive("prmq/initialise")
        );
        var original = FrozenOutputs.Of(context, context.Originals, static request => request.Retain);
        double[][] weights = [.. context.Requests.Select(request => ClassWeights(context, request))];
        using ParameterStack tuned = StackDescent.Run(
            context,
            start,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("prmq"),
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new EntropyMatch
            {
                Teacher = original,
                ClassWeights = weights,
                Factor = member => own[member].EntropyWeight,
            },
            new DescentSettings { BatchSize = BatchSize, Momentum = Momentum },
            cancellationToken
        );
        return new ParameterStack(
            tuned.Layout,
            tuned.Flat.to_type(ScalarType.Float16).to_type(context.Originals.Flat.dtype)
        );
    }

    /// <summary>count^-0.1 of each class among retained points, scaled to mean 1 over them; 1 for a class without any.</summary>
    private static double[] ClassWeights(UnlearningContext context, ForgetRequest request)
    {
        var counts = new double[context.Data.Network.Classes];
        foreach (int id in request.Retain)
        {
            counts[context.Data.Dataset.Labels[id]]++;
        }

        double mean = counts
            .Where(static count => count > 0)
            .Sum(static count => count * Math.Pow(count, ClassExponent));
        return
        [
            .. counts.Select(count =>
                count == 0 ? 1.0 : Math.Pow(count, ClassExponent) * Math.Max(1, request.Retain.Count) / mean
            ),
        ];
    }
}
