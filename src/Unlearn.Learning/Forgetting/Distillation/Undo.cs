using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// Makes another method's forgetting hold: mixes what it leaves with fresh weights, theta = (1 - alpha) theta_u + alpha theta_fresh, and distils from
/// theta_u on the retain set (Lee et al., "Distillation Robustifies Unlearning", NeurIPS 2025, section 4).
/// </summary>
[UnlearningMethod("undo", Version = 2)]
public sealed record Undo : IWeightMethod
{
    /// <summary>The method that forgets. Default me.</summary>
    public IWeightMethod After { get; init; } = new Me();

    /// <summary>Share alpha of fresh weights; 1 distils into a new model. Default 0.4.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.1, 0.8)]
    public double Alpha { get; init; } = 0.4;

    /// <summary>Step length of Adam in the distillation. Default 0.002.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.1, Log = true)]
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Passes of the distillation over the retain set. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 10;

    /// <summary>Points in a batch. Default 32.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 32;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public bool ReadsPopulation => After.ReadsPopulation;

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        After is IOwnTrainingMethod
            ? "`after` is a method that trains its originals in its own way; one that edits any model is right."
            : After.RefusalOf(data, request, population);

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Undo> own = context.Own(this);
        using ParameterStack unlearned = After.Unlearn(context with { Methods = [] }, cancellationToken);
        using ParameterStack mixed = Mixed(context, unlearned, own);
        return StackDescent.Run(
            context,
            mixed,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("undo"),
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new DistillationObjective
            {
                Teacher = Teacher.Frozen(context, unlearned, static request => request.Retain),
                Temperature = static _ => 1.0,
            },
            new DescentSettings { BatchSize = BatchSize, Optimizer = OptimizerKind.Adam },
            cancellationToken
        );
    }

    /// <summary>Running statistics are no weights: they stay as the unlearned model has them.</summary>
    private static ParameterStack Mixed(UnlearningContext context, ParameterStack unlearned, IReadOnlyList<Undo> own)
    {
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack fresh = StackTrainer.Initialise(
            context.Data.Network,
            context.Requests.Select(static request => request.Seed.Derive("undo"))
        );
        Tensor alpha = MemberColumn.Of(own.Select(static one => one.Alpha), unlearned.Flat.dtype);
        Tensor trainable = unlearned.Layout.TrainableRow(unlearned.Flat.dtype);
        Tensor way = fresh.Flat.to_type(unlearned.Flat.dtype).Minus(unlearned.Flat) * alpha * trainable;
        return new ParameterStack(unlearned.Layout, unlearned.Flat.Plus(way));
    }
}
