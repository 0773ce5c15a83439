using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Negative preference optimisation: descends (2/beta) E_forget log(1 + (p/p0)^beta) + alpha L(retain), where p0 is the original's
/// probability of the true class (Zhang et al., COLM 2024, equation 3, for a classifier). An ascent that slows down as p falls
/// below p0; beta to 0 gives plain gradient ascent.
/// </summary>
[UnlearningMethod("npo", Version = 3)]
public sealed record Npo : IWeightMethod
{
    /// <summary>Inverse temperature beta: the larger, the sooner ascent slows down. Default 0.1.</summary>
    [Range(1e-6, 100.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Weight alpha of the retain loss. Default 3.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double Alpha { get; init; } = 3.0;

    /// <summary>What is descended on retained points. Default nll.</summary>
    public RetainLoss Retain { get; init; } = RetainLoss.Nll;

    /// <summary>Step length. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Passes over the forget set. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 10;

    /// <summary>Points in a batch of either set. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Trains a low-rank adapter of a language model in place of its weights; absent: the weights (default).</summary>
    [AbsentWhenNull]
    public Adapter? Adapter { get; init; }

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        Descent.Adapter.RefusalOf(Adapter, data);

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Npo> own = context.Own(this);
        var reference = Teacher.Frozen(context, context.Originals, static request => request.Forget);
        Teacher? held =
            Retain == RetainLoss.Kl
                ? Teacher.Frozen(context, context.Originals, static request => request.Retain)
                : null;
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.PassesWithCompanions(
                    request.Seed.Derive("npo"),
                    request.Forget,
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new PreferenceLoss
            {
                Reference = reference,
                Beta = member => own[member].Beta,
                Alpha = member => own[member].Alpha,
                Held = held,
            },
            new DescentSettings { BatchSize = BatchSize, Adapter = Adapter },
            cancellationToken
        );
    }
}
