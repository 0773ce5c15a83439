using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// <see cref="StackDescent"/> for networks with <see cref="Network.HasGradientsByHand"/> and losses of their logits: member after member in native buffers that
/// are reused, as such networks are trained. No tensor in the loop over steps, so a stack costs its arithmetic and nothing else.
/// </summary>
internal static class DenseDescent
{
    /// <summary>Whether a descent can be taken this way. It depends on network, loss and settings alone, never on the members.</summary>
    public static bool Applies(UnlearningContext context, DescentObjective loss, DescentSettings settings) =>
        context.Data.Network.HasGradientsByHand
        && settings.Source is null
        && (settings.Optimizer == OptimizerKind.Sgd || (settings.Mask is null && loss.Norm is null))
        && (settings.GradientScale is null || ScalesSteps(loss, settings));

    /// <summary>Takes every member's steps.</summary>
    /// <returns>A new stack in the order of <paramref name="start"/>.</returns>
    public static ParameterStack Run<T>(
        UnlearningContext context,
        ParameterStack start,
        Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentObjective loss,
        DescentSettings settings,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ParameterStack result = start.Clone();
        int next = 0;
        while (next < context.Requests.Count)
        {
            next = RunFrom<T>(next, context, result, plan, loss, settings, cancellationToken);
        }

        return result;
    }

    /// <summary>
    /// Takes the steps of members up to the first that diverges, and returns which member is next: that one's buffers hold what is no
    /// number, so the next has new ones.
    /// </summary>
    private static int RunFrom<T>(
        int first,
        UnlearningContext context,
        ParameterStack result,
        Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentObjective loss,
        DescentSettings settings,
        CancellationToken cancellationToken
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Network network = context.Data.Network;
        int width = network.Layout.Width;
        using NativeMember<T> member = NativeMembers.Of<T>(
            network,
            Math.Min(settings.BatchSize, context.Data.Dataset.Count)
        );
        using var path = new DenseDescentPath<T>(context, member, loss, settings);
        Span<T> rows = MemoryMarshal.Cast<byte, T>(result.Flat.bytes);
        for (int m = first; m < context.Requests.Count; m++)
        {
            try
            {
                Span<T> row = rows.Slice(m * width, width);
                member.Load(row);
                path.Begin(m, Shares<T>(settings, m));
                path.Take(plan(m, context.Requests[m]), cancellationToken);
                CheckWeights(member, m);
                member.Store(row);
            }
            catch (DivergedException error)
            {
                context.Fail(m, error);
                return m + 1;
            }
        }

        return context.Requests.Count;
    }

    /// <summary>Whether a factor on each weight's gradient is the same as one on its step: all that moves the weight is its gradient.</summary>
    private static bool ScalesSteps(DescentObjective loss, DescentSettings settings) =>
        settings is { Optimizer: OptimizerKind.Sgd, WeightDecay: 0.0, Mask: null } && loss.Norm is null;

    /// <summary>Factor of each weight's step, in the stack's order; null for 1.</summary>
    private static T[]? Shares<T>(DescentSettings settings, int member)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if ((settings.Mask ?? settings.GradientScale) is not { } factors)
        {
            return null;
        }

        using Tensor row = factors.select(0, member);
        using Tensor wide = row.to_type(ScalarType.Float64);
        using Tensor whole = wide.contiguous();
        return Array.ConvertAll(whole.data<double>().ToArray(), T.CreateChecked);
    }

    private static void CheckWeights<T>(NativeMember<T> member, int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T weight in member.Weights)
        {
            if (!T.IsFinite(weight))
            {
                throw DescentFailure.Weight(index);
            }
        }
    }
}
