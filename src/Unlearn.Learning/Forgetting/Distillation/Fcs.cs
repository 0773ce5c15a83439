using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// Forgetting by contrast (first place of the NeurIPS 2023 unlearning challenge): one pass pulls outputs on the forget set to the
/// uniform distribution; then rounds of a pass that makes forgotten logits alike to all retained ones (mean over pairs of -log
/// softmax of z_forget z_retain^T / T) and a pass of cross-entropy on the retain set.
/// </summary>
/// <remarks>Steps have no momentum: the rates of the passes differ by orders, and one pass's velocity would explode in the next.</remarks>
[UnlearningMethod("fcs", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it contrasts class outputs of points")]
public sealed record Fcs : IWeightMethod
{
    /// <summary>Rounds of contrast and repair. Default 8.</summary>
    [Range(0, 1000)]
    [SearchSpace(1, 12)]
    public int Rounds { get; init; } = 8;

    /// <summary>Temperature T of the contrast. Default 1.15.</summary>
    [Range(0.01, 100.0)]
    public double Temperature { get; init; } = 1.15;

    /// <summary>Step length of the pass towards uniform outputs. Default 0.005.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.1, Log = true)]
    public double UniformRate { get; init; } = 0.005;

    /// <summary>Step length of the contrast in the first round, falling as half a cosine. Default 0.0003.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-5, 0.01, Log = true)]
    public double ContrastRate { get; init; } = 3e-4;

    /// <summary>Step length of the repair. Default 0.1.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 0.5, Log = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Points in a batch of either set. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Fcs> own = context.Own(this);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) => own[member].Plan(request),
            new ContrastLoss { Temperature = Temperature },
            new DescentSettings { BatchSize = BatchSize },
            cancellationToken
        );
    }

    /// <summary>Retain batches are a step's points, forget batches its companions; the kind of a step is its epoch modulo 3 (<see cref="ContrastLoss"/>).</summary>
    private List<DescentStep> Plan(ForgetRequest request)
    {
        RandomKey key = request.Seed.Derive("fcs");
        RandomKey contrast = key.Derive("contrast");
        RandomKey repair = key.Derive("repair");
        var steps = new List<DescentStep>();
        steps.AddRange(
            BatchPlan
                .Epoch(key.Derive("uniform"), request.Forget, BatchSize, 0)
                .Select(batch => new DescentStep(ContrastLoss.Uniform, UniformRate, [], batch))
        );
        for (int round = 0; round < Rounds; round++)
        {
            double rate = ContrastRate * 0.5 * (1.0 + Math.Cos(Math.PI * round / Rounds));
            int epoch = 3 * round;
            steps.AddRange(
                BatchPlan
                    .PassesWithCompanions(
                        contrast.Derive(round),
                        request.Forget,
                        request.Retain,
                        BatchSize,
                        1,
                        _ => rate
                    )
                    .Select(step => new DescentStep(
                        epoch + ContrastLoss.Contrast,
                        step.Rate,
                        step.Companions,
                        step.Points
                    ))
            );
            steps.AddRange(
                BatchPlan
                    .Epoch(repair, request.Retain, BatchSize, round)
                    .Select(batch => new DescentStep(epoch + ContrastLoss.Repair, LearningRate, batch, []))
            );
        }

        return steps;
    }
}
