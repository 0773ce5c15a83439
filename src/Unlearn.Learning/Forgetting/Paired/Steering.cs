using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>Distances of a layer's states from a member's random direction, and from the original's states of the same points.</summary>
/// <param name="context">Network, originals and requests; forward passes of originals are added to its cost.</param>
/// <param name="layer">One of <see cref="Network.HiddenLayers"/>.</param>
/// <param name="key">Decides a member's direction.</param>
internal sealed class Steering(UnlearningContext context, int layer, Func<ForgetRequest, RandomKey> key)
{
    /// <summary>Mean over points of |h - c u|^2/d, [K].</summary>
    /// <param name="parameters">K members.</param>
    /// <param name="batch">The step.</param>
    /// <param name="points">One of its batches.</param>
    /// <param name="lengths">c of each member, [K, 1].</param>
    public Tensor FromDirection(ParameterStack parameters, DescentBatch batch, PaddedBatch points, Tensor lengths)
    {
        Tensor states = States(parameters, points);
        var directions = batch.Members.Select(member =>
            Direction(key(context.Requests[member]).Derive("direction"), (int)states.size(2))
        );
        Tensor target = tensor([.. directions.SelectMany(static row => row)], [batch.Members.Count, 1, states.size(2)]);
        return Mean(states.Minus(target.to_type(states.dtype) * lengths.unsqueeze(2)), points);
    }

    /// <summary>Mean over points of |h - h0|^2/d, [K].</summary>
    public Tensor FromOriginal(ParameterStack parameters, DescentBatch batch, PaddedBatch points)
    {
        for (int position = 0; position < batch.Members.Count; position++)
        {
            context.Cost.Add(batch.Members[position], (points.Ids[position].Length + 2) / 3);
        }

        using ParameterStack originals = context.Originals.Select(batch.Members);
        Tensor there;
        using (no_grad())
        {
            there = States(originals, points);
        }

        return Mean(States(parameters, points).Minus(there), points);
    }

    /// <summary>Numbers that are uniform in [0, 1), scaled to length 1: all in one orthant, as those of the method's authors are.</summary>
    internal static double[] Direction(RandomKey key, int width)
    {
        double[] values = [.. Enumerable.Range(0, width).Select(i => key.Uniform((ulong)i))];
        double length = Math.Sqrt(values.Sum(static value => value * value));
        return [.. values.Select(value => value / length)];
    }

    /// <summary>The states that each prediction of a batch is made from, [K, P, width].</summary>
    private Tensor States(ParameterStack parameters, PaddedBatch batch)
    {
        Tensor all = context.Data.Network.Hidden(parameters, batch.Inputs, layer);
        if (batch.Places is not { } places)
        {
            return all;
        }

        Tensor flat = all.flatten(1, 2);
        return flat.gather(1, places.unsqueeze(-1).expand(-1, -1, flat.size(2)));
    }

    private static Tensor Mean(Tensor differences, PaddedBatch batch) =>
        Divergences.Sum((differences * differences).mean([-1L]), batch);
}
