using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>What a step descends that takes forgotten and retained points: a part on each, added up.</summary>
internal static class PairedLoss
{
    /// <summary>A part of the loss of each member, [K], on a batch's points.</summary>
    public delegate Tensor Part(ParameterStack parameters, DescentBatch batch, PaddedBatch points);

    /// <summary>The loss of each member, [K]; a step without points of one kind lacks its part.</summary>
    /// <param name="forget">The part on forgotten points.</param>
    /// <param name="retain">The part on retained points.</param>
    public static DescentLoss Of(Part forget, Part retain) =>
        (parameters, batch) =>
        {
            Tensor loss = batch.Points is { } points
                ? forget(parameters, batch, points)
                : zeros([batch.Members.Count], parameters.Flat.dtype);
            return batch.Companions is { } companions ? loss.Plus(retain(parameters, batch, companions)) : loss;
        };
}
