using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// SCRUB: the student is pushed away from the original on the forget set in the first epochs, and pulled towards it and the labels
/// on the retain set in all: ascend KL(teacher || student) on forget batches, then descend alpha KL + gamma cross-entropy on
/// retain batches (Kurmanji et al., NeurIPS 2023, equation 4 and algorithm 1; rewinding is their SCRUB+R, section 3.3).
/// </summary>
[UnlearningMethod("scrub", Version = 2)]
public sealed record Scrub : IWeightMethod
{
    /// <summary>Weight alpha of the distillation on the retain set. Default 0.5.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>Weight gamma of cross-entropy on the retain set. Default 1.</summary>
    [Range(0.0, 1000.0)]
    public double Gamma { get; init; } = 1.0;

    /// <summary>Temperature of the distillation. Default 2.</summary>
    [Range(0.01, 100.0)]
    [SearchSpace(1, 4)]
    public double Temperature { get; init; } = 2.0;

    /// <summary>Epochs that begin with a pass of ascent over the forget set; at most <see cref="Epochs"/> of them. Default 3.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 5)]
    public int AscentEpochs { get; init; } = 3;

    /// <summary>Passes over the retain set. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(3, 10)]
    public int Epochs { get; init; } = 10;

    /// <summary>Step length. Default 0.2.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 0.5, Log = true)]
    public double LearningRate { get; init; } = 0.2;

    /// <summary>Points in a batch of either set. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Momentum. Default 0.9.</summary>
    [Range(0.0, 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// Whether to go back, at the end, to the epoch whose error on the forget set is closest to the last epoch's error on population
    /// points of the same classes, which is that of points never seen. Default false.
    /// </summary>
    public bool Rewind { get; init; }

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsPopulation => Rewind;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        Rewind && data.Dataset.Sequences is not null
            ? "`rewind` compares errors of classes, and these points are texts; leave it out."
        : Rewind ? ScrubCheckpoints.RefusalOf(data, request, population)
        : null;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Scrub> own = context.Own(this);
        using ScrubCheckpoints? checkpoints = Rewind
            ? new ScrubCheckpoints(context, (member, request) => own[member].Plan(request))
            : null;
        ParameterStack last = Descend(context, own, checkpoints, cancellationToken);
        if (checkpoints is null)
        {
            return last;
        }

        using (last)
        {
            return checkpoints.Rewound(last, cancellationToken);
        }
    }

    private ParameterStack Descend(
        UnlearningContext context,
        IReadOnlyList<Scrub> own,
        ScrubCheckpoints? checkpoints,
        CancellationToken cancellationToken
    )
    {
        var teacher = Teacher.Frozen(context, context.Originals, static request => request.Train);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) => own[member].Plan(request),
            new DistillationObjective
            {
                Teacher = teacher,
                Temperature = member => own[member].Temperature,
                Points = member => own[member].Alpha,
                CrossEntropy = Gamma,
            },
            new DescentSettings
            {
                BatchSize = BatchSize,
                Momentum = Momentum,
                AfterStep = checkpoints is null ? null : checkpoints.Keep,
            },
            cancellationToken
        );
    }

    /// <summary>Retain batches are a step's points, forget batches its companions; a step has one of the two.</summary>
    internal IReadOnlyList<DescentStep> Plan(ForgetRequest request)
    {
        RandomKey key = request.Seed.Derive("scrub");
        RandomKey ascent = key.Derive("forget");
        return
        [
            .. Enumerable
                .Range(0, Epochs)
                .SelectMany(epoch =>
                    (
                        epoch < AscentEpochs
                            ? BatchPlan
                                .Epoch(ascent, request.Forget, BatchSize, epoch)
                                .Select(batch => new DescentStep(epoch, LearningRate, [], batch))
                            : []
                    ).Concat(
                        BatchPlan
                            .Epoch(key, request.Retain, BatchSize, epoch)
                            .Select(batch => new DescentStep(epoch, LearningRate, batch, []))
                    )
                ),
        ];
    }
}
