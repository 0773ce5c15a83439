using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Goes on training on the retain set alone and relies on forgetting by neglect (Golatkar, Achille, Soatto, CVPR 2020,
/// section 6): plain, and a baseline that many methods fail to beat.
/// </summary>
[UnlearningMethod("fine-tune", Version = 2)]
public sealed record FineTune : IWeightMethod
{
    /// <summary>Step length. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Passes over the retain set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch. Default 64.</summary>
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
        IReadOnlyList<FineTune> own = context.Own(this);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("fine-tune"),
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
                Adapter = Adapter,
            },
            cancellationToken
        );
    }
}
