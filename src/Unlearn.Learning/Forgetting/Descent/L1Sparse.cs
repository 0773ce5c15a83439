using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Fine-tunes on the retain set with an l1 penalty that fades linearly to zero: L(retain) + alpha (1 - t/E) |theta|_1 in epoch t
/// of E (Jia et al., NeurIPS 2023, equation 3 and section 4).
/// </summary>
[UnlearningMethod("l1-sparse", Version = 2)]
public sealed record L1Sparse : IWeightMethod
{
    /// <summary>Weight alpha of the penalty in the first epoch. Default 0.0005.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-5, 0.01, Log = true)]
    public double Alpha { get; init; } = 5e-4;

    /// <summary>Step length. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 1, Log = true)]
    public double LearningRate { get; init; } = 0.1;

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
        IReadOnlyList<L1Sparse> own = context.Own(this);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("l1-sparse"),
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new CrossEntropySum { Norm = (member, epoch) => own[member].Penalty(epoch) },
            new DescentSettings { BatchSize = BatchSize, Momentum = Momentum },
            cancellationToken
        );
    }

    private double Penalty(int epoch) => Alpha * (1.0 - ((double)epoch / Epochs));
}
