using TorchSharp;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Walks beside the repetition of each original's training and keeps the distance of the path without the forgotten points. At
/// every batch both steps are taken in float64 from the true old weights, and only their difference goes into the distance: the
/// rounding of the old path, which networks magnify until two precisions end at different models, concerns both paths alike.
/// </summary>
internal sealed class DeltaGradPath : ITrainingWitness, IDisposable
{
    private readonly UnlearningContext _context;
    private readonly DeltaGrad _method;
    private readonly CancellationToken _cancellationToken;
    private readonly Walk[] _walks;

    /// <summary>Stands at the beginning of every member's training.</summary>
    public DeltaGradPath(UnlearningContext context, DeltaGrad method, CancellationToken cancellationToken)
    {
        _context = context;
        _method = method;
        _cancellationToken = cancellationToken;
        _walks = [.. context.Requests.Select(request => new Walk(context.Data.Network.Layout, request, method.Memory))];
    }

    /// <summary>The new paths' ends minus the old ones', [M, width]; owned by the caller's scope.</summary>
    public Tensor Distances() => cat([.. _walks.Select(static walk => walk.Distance)], 0);

    /// <inheritdoc />
    public bool Wants(int member, ReadOnlySpan<int> points)
    {
        _walks[member].Batch = points.ToArray();
        return true;
    }

    /// <inheritdoc />
    public void See(int member, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        Walk walk = _walks[member];
        int[] batch = walk.Batch;
        walk.Old.Flat.copy_(tensor(before.ToArray()));
        walk.Now.Flat.copy_(walk.Old.Flat.Plus(walk.Distance));
        Tensor oldSlope = Mean(walk.Old, batch);
        int[] gone = [.. batch.Where(walk.Forget.Contains)];
        double rate = walk.Rate();
        if (gone.Length < batch.Length)
        {
            bool due =
                walk.Step < _method.BurnIn
                || (walk.Step - _method.BurnIn) % _method.Period == 0
                || walk.Hessian.IsEmpty;
            Tensor? correction = due ? null : Trusted(walk.Hessian, walk.Distance, oldSlope);
            Tensor slope = correction is null ? Exact(walk, batch, oldSlope) : oldSlope.Plus(correction);
            _context.Cost.Add(member, (correction is null ? batch.Length : 0) + gone.Length);
            walk.NowOptimizer.Step(Without(walk.Now, batch, gone, slope), _ => rate);
        }

        walk.OldOptimizer.Step(oldSlope, _ => rate);
        walk.Distance.copy_(walk.Now.Flat.Minus(walk.Old.Flat));
        walk.Step++;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Walk walk in _walks)
        {
            walk.Dispose();
        }
    }

    /// <summary>The batch's gradient on the new path, and what it teaches about the curvature.</summary>
    private Tensor Exact(Walk walk, int[] batch, Tensor oldSlope)
    {
        Tensor slope = Mean(walk.Now, batch);
        walk.Hessian.Add(Values(walk.Distance), Values(slope.Minus(oldSlope)));
        return slope;
    }

    /// <summary>The mean gradient of the points that stay, from that of the whole batch.</summary>
    private Tensor Without(ParameterStack now, int[] batch, int[] gone, Tensor slope)
    {
        if (gone.Length == 0)
        {
            return slope;
        }

        double kept = batch.Length - gone.Length;
        Tensor theirs = Mean(now, gone).Times(gone.Length / kept);
        return slope.Times(batch.Length / kept).Minus(theirs);
    }

    private Tensor Mean(ParameterStack at, int[] points) =>
        CrossEntropyGradient.Mean(_context.Data, at, [points], out _);

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

    /// <summary>One member on its way.</summary>
    private sealed class Walk : IDisposable
    {
        private readonly TrainingOptions _options;
        private readonly int _batchesInEpoch;

        public Walk(ParameterLayout layout, ForgetRequest request, int memory)
        {
            _options = request.Training;
            _batchesInEpoch = BatchSampler.Batches(request.Train.Count, _options.BatchSize);
            Forget = [.. request.Forget];
            Hessian = new LimitedMemoryHessian(memory);
            Old = new ParameterStack(layout, Row());
            Now = new ParameterStack(layout, Row());
            Distance = Row();
            OldOptimizer = new StackOptimizer(Old, OptimizerSettings.Of(_options));
            NowOptimizer = new StackOptimizer(Now, OptimizerSettings.Of(_options));

            Tensor Row() => zeros([1, layout.Width], ScalarType.Float64);
        }

        public HashSet<int> Forget { get; }

        public LimitedMemoryHessian Hessian { get; }

        public ParameterStack Old { get; }

        public ParameterStack Now { get; }

        /// <summary>New weights minus old ones, [1, width].</summary>
        public Tensor Distance { get; }

        public StackOptimizer OldOptimizer { get; }

        public StackOptimizer NowOptimizer { get; }

        public int[] Batch { get; set; } = [];

        public int Step { get; set; }

        /// <summary>Length of this step.</summary>
        public double Rate() =>
            _options.LearningRate
            * LearningRateSchedule.Factor(_options.Schedule, Step / _batchesInEpoch, _options.Epochs);

        public void Dispose()
        {
            OldOptimizer.Dispose();
            NowOptimizer.Dispose();
            Old.Dispose();
            Now.Dispose();
            Distance.Dispose();
        }
    }
}
