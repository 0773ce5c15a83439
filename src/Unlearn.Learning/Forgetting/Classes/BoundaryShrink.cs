using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Classes;

/// <summary>
/// Boundary shrink: each forgotten point is moved by one signed-gradient step and fine-tuned to the class that the original sees
/// nearest there, other than its own (Chen et al., CVPR 2023, equations 3 to 5). Reads forgotten points only.
/// </summary>
[UnlearningMethod("boundary-shrink")]
[Serves(typeof(ClassScenario), Reason = "it moves the boundary of one class into its neighbours")]
public sealed record BoundaryShrink : IWeightMethod
{
    /// <summary>Length of the signed step in units of a feature; the point stays within each feature set's own range. Default 0.1.</summary>
    [Range(0.0, 1e6)]
    [SearchSpace(0.01, 1, Log = true)]
    public double Epsilon { get; init; } = 0.1;

    /// <summary>Step length. Default 0.001.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-5, 0.1, Log = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes over the forget set. Default 10.</summary>
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
        IReadOnlyList<BoundaryShrink> own = context.Own(this);
        var labels = new Dictionary<int, int>[context.Requests.Count];
        for (int member = 0; member < labels.Length; member++)
        {
            labels[member] = own[member].Neighbours(context, member, context.Requests[member].Forget);
            context.Cost.Add(member, context.Requests[member].Forget.Count * 4L / 3);
        }

        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("boundary-shrink"),
                    request.Forget,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            static (parameters, batch) => batch.MeanCrossEntropy(parameters, batch.Points),
            new DescentSettings
            {
                BatchSize = BatchSize,
                Momentum = Momentum,
                Source = new NeighbourLabels(context.Data.Dataset, labels),
            },
            cancellationToken
        );
    }

    /// <summary>The nearest other class of each point.</summary>
    private Dictionary<int, int> Neighbours(UnlearningContext context, int member, PointSet points)
    {
        var found = new Dictionary<int, int>();
        float lowest = context.Data.Dataset.Features.Min();
        float highest = context.Data.Dataset.Features.Max();
        using ParameterStack own = context.Originals.Slice(member, 1);
        foreach (int[] ids in points.Chunk(256))
        {
            using DisposeScope scope = NewDisposeScope();
            PaddedBatch batch = PaddedBatch.Gather(
                new PointSource(context.Data.Dataset),
                [member],
                [ids],
                256,
                own.Flat.dtype,
                mean: false
            );
            Tensor inputs = batch.Inputs.detach().requires_grad_();
            Tensor losses = CrossEntropy.PerPoint(context.Data.Network.Forward(own, inputs), batch.Labels);
            Tensor slope = GuardedAutograd.Gradients(losses * batch.Weights, [inputs])[0];
            Tensor moved = batch.Inputs.Plus(slope.sign().Times(Epsilon)).AtLeast(lowest).AtMost(highest);
            Tensor logits = context.Data.Network.Forward(own, moved);
            Tensor truth = nn.functional.one_hot(batch.Labels, context.Data.Network.Classes).to_type(ScalarType.Bool);
            long[] nearest = logits.Filled(truth, double.NegativeInfinity).argmax(-1).data<long>().ToArray();
            for (int i = 0; i < ids.Length; i++)
            {
                found[ids[i]] = (int)nearest[i];
            }
        }

        return found;
    }

    private sealed class NeighbourLabels(Data.Dataset data, Dictionary<int, int>[] labels) : PointSource(data)
    {
        public override int Label(int member, int id) => labels[member][id];
    }
}
