using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Selective synaptic dampening: where a parameter matters much more to the forget set than to all points, F_forget > alpha F_all, it
/// is multiplied by min(lambda F_all / F_forget, 1); F is the mean squared gradient of single points (Foster, Schoepf, Brintrup, AAAI
/// 2024, equations 4 and 5). No training.
/// </summary>
[UnlearningMethod("ssd", Version = 4)]
public sealed record Ssd : IWeightMethod
{
    /// <summary>Selection threshold alpha: the smaller, the more parameters are dampened. Published are 10 for residual networks and 5 for transformers. Default 5.</summary>
    [Range(0.0, 1e9)]
    [SearchSpace(0.5, 100, Log = true)]
    public double Alpha { get; init; } = 5.0;

    /// <summary>Dampening strength lambda: the smaller, the stronger. Default 1.</summary>
    [Range(0.0, 1e9)]
    [SearchSpace(0.01, 1, Log = true)]
    public double Lambda { get; init; } = 1.0;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Ssd> own = context.Own(this);
        using DisposeScope scope = NewDisposeScope();
        var twins = Twins.Of(context);
        Tensor forget = twins.Once(some => Fisher(some, static request => request.Forget, cancellationToken));
        Tensor retain = twins.Once(some => Fisher(some, static request => request.Retain, cancellationToken));
        Tensor weights = context.Originals.Flat;

        // The mean over all points, from those of its two parts: no point is asked twice.
        Tensor share = MemberColumn.Of(
            context.Requests.Select(static request => (double)request.Forget.Count / request.Train.Count),
            weights.dtype
        );
        Tensor all = (forget * share).Plus(retain * share.Times(-1.0).Plus(1.0));
        Tensor alpha = MemberColumn.Of(own.Select(static member => member.Alpha), all.dtype);
        Tensor lambda = MemberColumn.Of(own.Select(static member => member.Lambda), all.dtype);
        Tensor factor = (all / forget * lambda).AtMost(1.0);
        return new ParameterStack(context.Originals.Layout, where(forget.gt(all * alpha), weights * factor, weights));
    }

    private static Tensor Fisher(
        UnlearningContext context,
        Func<ForgetRequest, PointSet> points,
        CancellationToken cancellationToken
    ) => FisherDiagonal.Empirical(context, [.. context.Requests.Select(points)], cancellationToken);
}
