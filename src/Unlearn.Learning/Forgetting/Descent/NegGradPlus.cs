using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Descends alpha L(retain) - (1 - alpha) L(forget), one batch of each a step, the forget set cycled (Kurmanji et al., NeurIPS 2023,
/// section 4). The retain term holds the model in place while the forget term is ascended.
/// </summary>
[UnlearningMethod("neg-grad-plus", Version = 2)]
public sealed record NegGradPlus : IWeightMethod
{
    /// <summary>Weight alpha of the retain loss; the forget loss is ascended with 1 - alpha. Default 0.95.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.8, 0.999)]
    public double Alpha { get; init; } = 0.95;

    /// <summary>Step length. Default 0.02.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 0.3, Log = true)]
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Passes over the retain set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 10, Log = true)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch of either set. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Momentum. Default 0.9.</summary>
    [Range(0.0, 0.9999)]
    public double Momentum { get; init; } = 0.9;

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
        IReadOnlyList<NegGradPlus> own = context.Own(this);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.PassesWithCompanions(
                    request.Seed.Derive("neg-grad-plus"),
                    request.Retain,
                    request.Forget,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new CrossEntropySum
            {
                Points = member => own[member].Alpha,
                Companions = member => own[member].Alpha - 1.0,
            },
            new DescentSettings
            {
                BatchSize = BatchSize,
                Momentum = Momentum,
                Adapter = Adapter,
            },
            cancellationToken
        );
    }
}
