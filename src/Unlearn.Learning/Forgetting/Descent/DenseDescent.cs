using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// <see cref="StackDescent"/> for dense networks and losses of their logits: member after member in native buffers that are reused, with
/// gradients by hand, as such networks are trained. No tensor in the loop over steps, so a stack costs its arithmetic and nothing else.
/// </summary>
internal static class DenseDescent
{
    /// <summary>Whether a descent can be taken this way. It depends on network, loss and settings alone, never on the members.</summary>
    public static bool Applies(UnlearningContext context, DescentObjective loss, DescentSettings settings) =>
        context.Data.Network.AffineChain is not null
        && settings is { GradientScale: null, Source: null }
        && (settings.Optimizer == OptimizerKind.Sgd || (settings.Mask is null && loss.Norm is null));

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
        DenseNetwork network = context.Data.Network.AffineChain!;
        int width = network.Layout.Width;
        using var member = new DenseMember<T>(network, Math.Min(settings.BatchSize, context.Data.Dataset.Count));
        using var path = new DenseDescentPath<T>(context, network, member, loss, settings);
        Span<T> rows = MemoryMarshal.Cast<byte, T>(result.Flat.bytes);
        for (int m = first; m < context.Requests.Count; m++)
        {
            try
            {
                Span<T> row = rows.Slice(m * width, width);
                member.Load(row);
                path.Begin(m, Mask(settings, m));
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

    private static bool[]? Mask(DescentSettings settings, int member)
    {
        if (settings.Mask is null)
        {
            return null;
        }

        using Tensor row = settings.Mask.select(0, member);
        using Tensor whole = row.contiguous();
        return whole.data<bool>().ToArray();
    }

    private static void CheckWeights<T>(DenseMember<T> member, int index)
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
