using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Components;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting;

/// <summary>
/// DeltaGrad: goes along the path of the original's training again without the points to forget, but takes most gradients from the old
/// path, corrected by a limited-memory Hessian times the distance of the two paths; exactly only in the first steps and at every
/// few steps (Wu, Dobriban, Davidson, ICML 2020, algorithm 1 and its form for batches).
/// </summary>
/// <remarks>
/// Computed in float64 with the original's optimiser, order and batches, from which the points are left out. The old path is
/// not stored but walked again beside the new one: what is added to the original is the distance between their ends, so
/// forgetting nothing is the identity. Retraining of this experiment fills batches up again and is the closer the larger batches are.
/// </remarks>
[UnlearningMethod("delta-grad")]
[Serves(
    typeof(SoftmaxRegression),
    typeof(LinearHead),
    typeof(Mlp),
    Reason = "it follows the whole path with gradients by hand"
)]
[Serves(
    typeof(RandomScenario),
    typeof(ClassScenario),
    typeof(GroupScenario),
    typeof(QueryScenario),
    typeof(PoisonedScenario),
    typeof(MemorisedScenario),
    Reason = "it follows the training of the model that a request finds, and within a stream no training made that model"
)]
[Refuses(
    typeof(IModel),
    With = nameof(IModel.Weights),
    Reason = "it follows the path of the original's training, which was made elsewhere"
)]
public sealed record DeltaGrad : IWeightMethod
{
    /// <summary>Largest relative distance between an original and the end of its path in float64.</summary>
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
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = context.Originals.Flat.to_type(ScalarType.Float64, copy: true);
        for (int member = 0; member < context.Requests.Count; member++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor row = result.narrow(0, member, 1);
            row.Gain(Shift(context, member, row, cancellationToken));
        }

        return new ParameterStack(context.Originals.Layout, result.to_type(context.Originals.Flat.dtype));
    }

    /// <summary>The end of the path without the points minus the end of the original's, [1, width].</summary>
    private Tensor Shift(UnlearningContext context, int member, Tensor original, CancellationToken cancellationToken)
    {
        ForgetRequest request = context.Requests[member];
        TrainingOptions options = request.Training;
        HashSet<int> forget = [.. request.Forget];
        using ParameterStack initial = StackTrainer.Initialise(context.Data.Network, [request.Seed]);
        using var old = new ParameterStack(initial.Layout, initial.Flat.to_type(ScalarType.Float64));
        using ParameterStack now = old.Clone();
        using var oldOptimizer = new StackOptimizer(old, options);
        using var nowOptimizer = new StackOptimizer(now, options);
        var hessian = new LimitedMemoryHessian(Memory);
        int step = 0;
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            double factor = LearningRateSchedule.Factor(options.Schedule, epoch, options.Epochs);
            foreach (int[] batch in BatchSampler.Order(request.Seed, epoch, request.Train).Chunk(options.BatchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope scope = NewDisposeScope();
                Tensor oldSlope = Mean(context, old, batch);
                int[] gone = [.. batch.Where(forget.Contains)];
                if (gone.Length < batch.Length)
                {
                    bool due = step < BurnIn || (step - BurnIn) % Period == 0 || hessian.IsEmpty;
                    Tensor? correction = due ? null : Trusted(hessian, now.Flat.Minus(old.Flat), oldSlope);
                    bool exact = correction is null;
                    Tensor slope = correction is null
                        ? Exact(context, now, old, batch, oldSlope, hessian)
                        : oldSlope.Plus(correction);
                    context.Cost.Add(member, (exact ? batch.Length : 0) + gone.Length);
                    nowOptimizer.Step(Without(context, now, batch, gone, slope), factor);
                }

                oldOptimizer.Step(oldSlope, factor);
                step++;
            }
        }

        Check(old.Flat, original);
        return now.Flat.Minus(old.Flat);
    }

    /// <summary>The batch's gradient on the new path, and what it teaches about the curvature.</summary>
    private static Tensor Exact(
        UnlearningContext context,
        ParameterStack now,
        ParameterStack old,
        int[] batch,
        Tensor oldSlope,
        LimitedMemoryHessian hessian
    )
    {
        Tensor slope = Mean(context, now, batch);
        hessian.Add(Values(now.Flat.Minus(old.Flat)), Values(slope.Minus(oldSlope)));
        return slope;
    }

    /// <summary>The mean gradient of the points that stay, from that of the whole batch.</summary>
    private static Tensor Without(UnlearningContext context, ParameterStack now, int[] batch, int[] gone, Tensor slope)
    {
        if (gone.Length == 0)
        {
            return slope;
        }

        double kept = batch.Length - gone.Length;
        Tensor theirs = Mean(context, now, gone).Times(gone.Length / kept);
        return slope.Times(batch.Length / kept).Minus(theirs);
    }

    private static Tensor Mean(UnlearningContext context, ParameterStack at, int[] points) =>
        CrossEntropyGradient.Mean(context.Data, at, [points], out _);

    /// <summary>
    /// The Hessian times the distance of the paths; null where it is no small correction any more but longer than the old gradient:
    /// there the paths have parted too far for a linear model, as on networks when much is forgotten (the paper's appendix takes
    /// exact gradients for networks where its curvature conditions fail).
    /// </summary>
    private static Tensor? Trusted(LimitedMemoryHessian hessian, Tensor difference, Tensor oldSlope)
    {
        double[] product = hessian.Times(Values(difference));
        return Squares(product) <= Squares(Values(oldSlope)) ? tensor(product).unsqueeze(0) : null;
    }

    private static double Squares(double[] values) => values.Sum(static value => value * value);

    private static double[] Values(Tensor row) => row.contiguous().data<double>().ToArray();

    private static void Check(Tensor end, Tensor original)
    {
        double apart = Math.Sqrt(Squares(Values(end.Minus(original))));
        double size = Math.Sqrt(Squares(Values(original)));
        if (!(apart <= Tolerance * Math.Max(1.0, size)))
        {
            throw new InputException(
                "Method 'delta-grad' follows the path of the original's training, and training as the manifest says ends at other "
                    + "weights: it cannot serve a model whose weights come from elsewhere, nor a training so unstable that double "
                    + "precision ends elsewhere than single."
            );
        }
    }
}
