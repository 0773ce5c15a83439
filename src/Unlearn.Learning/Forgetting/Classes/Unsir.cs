using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Classes;

/// <summary>
/// Unlearning by selective impair and repair: noise points that maximise the loss of the forgotten class are learned as that class
/// together with retained points, then retained points alone repair the damage (Tarun et al., TNNLS 2023, equations 2 to 4). The
/// forget set itself is not read beyond its labels.
/// </summary>
[UnlearningMethod("unsir", Version = 2)]
[Serves(typeof(ClassScenario), Reason = "its noise is optimised against one class")]
public sealed record Unsir : IWeightMethod
{
    private const double NoiseRate = 0.1;

    /// <summary>Noise points of each forgotten class. Default 64.</summary>
    [Range(1, 100_000)]
    [SearchSpace(16, 256, Log = true)]
    public int NoisePoints { get; init; } = 64;

    /// <summary>Steps of Adam (rate 0.1) that make the noise. Default 40.</summary>
    [Range(0, 100_000)]
    public int NoiseSteps { get; init; } = 40;

    /// <summary>Weight of the noise's mean squared norm against its loss. Default 0.1.</summary>
    [Range(0.0, 1000.0)]
    public double NoiseDecay { get; init; } = 0.1;

    /// <summary>Passes over the retain set with noise. Default 1.</summary>
    [Range(0, 1000)]
    [SearchSpace(1, 3)]
    public int ImpairEpochs { get; init; } = 1;

    /// <summary>Passes over the retain set without. Default 3.</summary>
    [Range(0, 1000)]
    [SearchSpace(1, 5)]
    public int RepairEpochs { get; init; } = 3;

    /// <summary>Step length of Adam; half of it while repairing. Default 0.01.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(0.001, 0.05, Log = true)]
    public double LearningRate { get; init; } = 0.01;

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
        IReadOnlyList<Unsir> own = context.Own(this);
        var noise = new NoisePointSource(
            context.Data.Dataset,
            [.. own.Select(member => member.NoisePoints * context.Data.Network.Classes)]
        );
        for (int member = 0; member < context.Requests.Count; member++)
        {
            ForgetRequest request = context.Requests[member];
            foreach (int label in request.Forget.Select(id => context.Data.Dataset.Labels[id]).Distinct().Order())
            {
                cancellationToken.ThrowIfCancellationRequested();
                noise.Add(member, label, own[member].MakeNoise(context, member, label));
            }
        }

        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) => own[member].Plan(request, noise.Ids(member)),
            static (parameters, batch) =>
                batch
                    .MeanCrossEntropy(parameters, batch.Points)
                    .Plus(batch.MeanCrossEntropy(parameters, batch.Companions)),
            new DescentSettings
            {
                BatchSize = BatchSize,
                Optimizer = OptimizerKind.Adam,
                Source = noise,
            },
            cancellationToken
        );
    }

    private IReadOnlyList<DescentStep> Plan(ForgetRequest request, PointSet noise)
    {
        RandomKey key = request.Seed.Derive("unsir");
        IReadOnlyList<DescentStep> impair = BatchPlan.PassesWithCompanions(
            key,
            request.Retain,
            noise,
            BatchSize,
            ImpairEpochs,
            _ => LearningRate
        );
        IReadOnlyList<DescentStep> repair = BatchPlan.Passes(
            key.Derive("repair"),
            request.Retain,
            BatchSize,
            RepairEpochs,
            _ => LearningRate / 2
        );
        return [.. impair, .. repair];
    }

    /// <summary>Points that the original is most wrong about if they were of the class, [noise points * features].</summary>
    private float[] MakeNoise(UnlearningContext context, int member, int label)
    {
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack original = context.Originals.Slice(member, 1);
        int features = context.Data.Dataset.FeatureCount;
        RandomKey key = context.Requests[member].Seed.Derive("unsir/noise").Derive(label);
        Tensor points = KeyedNoise.Normal([key], NoisePoints * features).to_type(original.Flat.dtype);
        var adam = new TensorAdam(points, NoiseRate);
        Tensor labels = zeros([1, NoisePoints], ScalarType.Int64).Plus(label).to_type(ScalarType.Int64);
        for (int step = 0; step < NoiseSteps; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor leaf = points.detach().view(1, NoisePoints, features).requires_grad_();
            Tensor loss = CrossEntropy.PerPoint(context.Data.Network.Forward(original, leaf), labels);
            Tensor size = (leaf * leaf).sum(-1, keepdim: false);
            Tensor objective = size.Times(NoiseDecay).Minus(loss).Times(1.0 / NoisePoints);
            adam.Step(GuardedAutograd.Gradients(objective, [leaf])[0].view(1, -1));
        }

        context.Cost.Add(member, (long)NoiseSteps * NoisePoints);
        return points.to_type(ScalarType.Float32).data<float>().ToArray();
    }
}
