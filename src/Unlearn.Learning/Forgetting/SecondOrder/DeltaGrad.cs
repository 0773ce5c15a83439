using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// DeltaGrad: goes along the path of the original's training again without the points to forget, but takes most gradients from the old
/// path, corrected by a limited-memory Hessian times the distance of the two paths; exactly only in the first steps and at every
/// few steps (Wu, Dobriban, Davidson, ICML 2020, algorithm 1 and its form for batches).
/// </summary>
/// <remarks>
/// The old path is not stored but walked again, to the same bits; the new one is kept in float64 as a distance from it
/// (<see cref="DeltaGradPath"/>), with the original's optimiser, order and batches, from which the points are left out. What is
/// added to the original is the distance of the ends. Retraining of this experiment fills batches up again and is the closer the
/// larger batches are. Later requests of a stream go along the original's path too, without all that has been forgotten by then:
/// nothing of an earlier answer's approximation is carried on.
/// </remarks>
[UnlearningMethod("delta-grad", Version = 2)]
[Serves(
    typeof(SoftmaxRegression),
    typeof(LinearHead),
    typeof(Mlp),
    Reason = "it follows the whole path with gradients by hand"
)]
[Refuses(
    typeof(IModel),
    With = nameof(IModel.Weights),
    Reason = "it follows the path of the original's training, which was made elsewhere"
)]
public sealed record DeltaGrad : IWeightMethod
{
    /// <summary>Largest relative distance between an original and its repetition on another machine.</summary>
    private const double Tolerance = 0.1;

    /// <summary>Steps from one exact gradient to the next. Default 5.</summary>
    [Range(1, 1_000_000)]
    public int Period { get; init; } = 5;

    /// <summary>Exact steps at the beginning. Default 10.</summary>
    [Range(1, 1_000_000)]
    public int BurnIn { get; init; } = 10;

    /// <summary>Pairs behind the approximate Hessian. Default 2.</summary>
    [Range(1, 100)]
    public int Memory { get; init; } = 2;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        request.Training.IsPlain
            ? null
            : "delta-grad goes along the path of a training by epochs; leave out `steps`, `warmUpSteps`, `clipNorm`, the linear schedule and adamw.";

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        ForgetRequest[] wholes = [.. context.Requests.Select(Whole)];
        using var path = new DeltaGradPath(context with { Requests = wholes }, this, cancellationToken);
        using ParameterStack repeated = RepeatedTraining.Of(context, path, cancellationToken);
        Tensor result = Starts(context, repeated).to_type(ScalarType.Float64, copy: true);
        result.Gain(path.Distances());
        return new ParameterStack(context.Originals.Layout, result.to_type(context.Originals.Flat.dtype));
    }

    /// <summary>All that has been forgotten when a request is answered, asked of the model that training made.</summary>
    private static ForgetRequest Whole(ForgetRequest request)
    {
        ForgetRequest first = request.Sequence[0];
        return new ForgetRequest(first.Seed, first.Train, first.Train.Except(request.Retain), first.Training);
    }

    /// <summary>The originals, [M, width]: as found, or as repeated where an answer stands in their place.</summary>
    private static Tensor Starts(UnlearningContext context, ParameterStack repeated)
    {
        Tensor starts = context.Originals.Flat.clone();
        for (int member = 0; member < context.Requests.Count; member++)
        {
            Tensor again = repeated.Flat.select(0, member);
            if (context.Requests[member].Before is null)
            {
                Check(again, starts.select(0, member));
            }
            else
            {
                starts.select(0, member).copy_(again);
            }
        }

        return starts;
    }

    private static void Check(Tensor again, Tensor found)
    {
        Tensor original = found.to_type(ScalarType.Float64);
        double apart = original.Minus(again).norm().item<double>();
        if (!(apart <= Tolerance * Math.Max(1.0, original.norm().item<double>())))
        {
            throw new InputException(
                "Method 'delta-grad' follows the path of the original's training, and training as the manifest says ends at "
                    + "other weights: it cannot serve a model whose weights come from elsewhere."
            );
        }
    }
}
