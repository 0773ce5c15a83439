using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// Forgetting by contrast (first place of the NeurIPS 2023 unlearning challenge): one pass pulls outputs on the forget set to the
/// uniform distribution; then rounds of a pass that makes forgotten logits alike to all retained ones (mean over pairs of -log
/// softmax of z_forget z_retain^T / T) and a pass of cross-entropy on the retain set.
/// </summary>
/// <remarks>Steps have no momentum: the rates of the passes differ by orders, and one pass's velocity would explode in the next.</remarks>
[UnlearningMethod("fcs")]
public sealed record Fcs : IWeightMethod
{
    private const int Uniform = 0;
    private const int Contrast = 1;
    private const int Repair = 2;

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
            Loss,
            new DescentSettings { BatchSize = BatchSize },
            cancellationToken
        );
    }

    /// <summary>Retain batches are a step's points, forget batches its companions; the kind of a step is its epoch modulo 3.</summary>
    private List<DescentStep> Plan(ForgetRequest request)
    {
        RandomKey key = request.Seed.Derive("fcs");
        RandomKey contrast = key.Derive("contrast");
        RandomKey repair = key.Derive("repair");
        var steps = new List<DescentStep>();
        steps.AddRange(
            BatchPlan
                .Epoch(key.Derive("uniform"), request.Forget, BatchSize, 0)
                .Select(batch => new DescentStep(Uniform, UniformRate, [], batch))
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
                    .Select(step => new DescentStep(epoch + Contrast, step.Rate, step.Companions, step.Points))
            );
            steps.AddRange(
                BatchPlan
                    .Epoch(repair, request.Retain, BatchSize, round)
                    .Select(batch => new DescentStep(epoch + Repair, LearningRate, batch, []))
            );
        }

        return steps;
    }

    private Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        Tensor loss = zeros([batch.Members.Count], parameters.Flat.dtype);
        Tensor? forget = batch.Companions is null ? null : batch.Logits(parameters, batch.Companions);
        Tensor? retain = batch.Points is null ? null : batch.Logits(parameters, batch.Points);
        if (forget is not null)
        {
            // Cross-entropy against the uniform distribution: the divergence from it up to a constant.
            Tensor perPoint = -forget.log_softmax(-1).mean([-1L]);
            loss = loss.Plus(Divergences.Sum(perPoint, batch.Companions!) * Is(batch, Uniform, loss.dtype));
        }

        if (retain is not null)
        {
            Tensor entropy = Training.CrossEntropy.PerPoint(retain, batch.Points!.Labels);
            loss = loss.Plus(Divergences.Sum(entropy, batch.Points) * Is(batch, Repair, loss.dtype));
        }

        return forget is null || retain is null
            ? loss
            : loss.Plus(Contrasted(forget, retain, batch) * Is(batch, Contrast, loss.dtype));
    }

    private Tensor Contrasted(Tensor forget, Tensor retain, DescentBatch batch)
    {
        Tensor likeness = forget.bmm(retain.transpose(1, 2)).Times(1.0 / Temperature);
        Tensor padding = batch.Points!.Weights.eq(zeros_like(batch.Points.Weights)).unsqueeze(1);
        Tensor shares = likeness.Filled(padding, -1e9).log_softmax(-1).Filled(padding, 0.0);
        Tensor perPoint = -(shares * batch.Points.Weights.unsqueeze(1)).sum(-1, keepdim: false);
        return Divergences.Sum(perPoint, batch.Companions!);
    }

    private static Tensor Is(DescentBatch batch, int kind, ScalarType type) =>
        tensor([.. batch.Steps.Select(step => step.Epoch % 3 == kind ? 1.0 : 0.0)], type);
}
