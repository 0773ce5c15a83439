using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Ascends the mean cross-entropy of the forget set by plain gradient steps (NegGrad; Golatkar, Achille, Soatto, CVPR 2020,
/// section 6). The loss is unbounded above, so a member stops as soon as its batch's loss reaches a target, one step before.
/// </summary>
[UnlearningMethod("gradient-ascent", Version = 3)]
public sealed record GradientAscent : IWeightMethod
{
    /// <summary>Step length. Default 0.01.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.3, Log = true)]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Largest number of gradient steps; the forget set is cycled through as often as needed. Default 50.</summary>
    [Range(0, 1_000_000)]
    [SearchSpace(1, 200, Log = true)]
    public int Steps { get; init; } = 50;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Mean loss of a batch, in nats, at which a member stops; the step that led there is taken back. Default: the loss of
    /// guessing, log(classes).
    /// </summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.05, 10, Log = true)]
    public double? TargetLoss { get; init; }

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
        IReadOnlyList<GradientAscent> own = context.Own(this);
        double guessing = Math.Log(context.Data.Network.Classes);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Steps(
                    request.Seed.Derive("gradient-ascent"),
                    request.Forget,
                    BatchSize,
                    own[member].Steps + 1,
                    step => step < own[member].Steps ? own[member].LearningRate : 0.0 // only looks whether the step before went too far
                ),
            new CrossEntropySum { Points = static _ => -1.0 },
            new DescentSettings
            {
                BatchSize = BatchSize,
                Adapter = Adapter,
                StopWhen = (member, loss) => -loss >= (own[member].TargetLoss ?? guessing),
            },
            cancellationToken
        );
    }
}
