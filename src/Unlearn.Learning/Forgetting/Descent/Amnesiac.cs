using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Amnesiac unlearning: takes back the update of every batch that held a point to forget, theta - sum of those updates, and
/// repairs on the retain set what that did to the other points of those batches (Graves, Nagisetty, Ganesh, AAAI 2021,
/// equation 3). Later requests of a stream take back the batches that no request before them did.
/// </summary>
[UnlearningMethod("amnesiac")]
[Refuses(
    typeof(IModel),
    With = nameof(IModel.Weights),
    Reason = "it takes back updates of the original's training, which was made elsewhere"
)]
public sealed record Amnesiac : IWeightMethod
{
    /// <summary>Passes of repair over the retain set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int RepairEpochs { get; init; } = 5;

    /// <summary>Step length of the repair. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Points in a batch of the repair. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Momentum of the repair. Default 0.9.</summary>
    [Range(0.0, 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Amnesiac> own = context.Own(this);
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = context.Originals.Flat.to_type(ScalarType.Float64);
        Tensor reverted = wide.Minus(Twins.Of(context).Once(some => BatchUpdates.Of(some, cancellationToken)));
        using var start = new ParameterStack(context.Originals.Layout, reverted.to_type(context.Originals.Flat.dtype));
        return StackDescent.Run(
            context,
            start,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("amnesiac"),
                    request.Retain,
                    BatchSize,
                    own[member].RepairEpochs,
                    _ => own[member].LearningRate
                ),
            static (parameters, batch) => batch.MeanCrossEntropy(parameters, batch.Points),
            new DescentSettings { BatchSize = BatchSize, Momentum = Momentum },
            cancellationToken
        );
    }
}
