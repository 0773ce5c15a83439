using System.Runtime.InteropServices;
using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// Turns gradients into steps, in place, for every member of a stack with its own learning rate. Products and sums are separate
/// operations on purpose: a fused one may round differently at the end of a row.
/// </summary>
internal sealed class StackOptimizer : IDisposable
{
    private readonly ParameterStack _parameters;
    private readonly OptimizerSettings _settings;
    private readonly long[] _steps;
    private readonly Tensor _first;
    private readonly Tensor? _second;
    private readonly Tensor? _trainable;
    private readonly Tensor? _decay;
    private readonly Tensor? _mask;
    private readonly Tensor? _scale;

    /// <summary>Starts with zero momentum.</summary>
    /// <param name="parameters">Changed by every step; not owned.</param>
    /// <param name="settings">The rule.</param>
    /// <param name="rows">Which rows of the settings' mask and gradient scale are the members'; null: all.</param>
    public StackOptimizer(ParameterStack parameters, OptimizerSettings settings, int[]? rows = null)
    {
        using DisposeScope scope = NewDisposeScope();
        _parameters = parameters;
        _settings = settings;
        _steps = new long[parameters.Members];
        _first = zeros_like(parameters.Flat).DetachFromDisposeScope();
        _second = settings.Optimizer == OptimizerKind.Sgd ? null : zeros_like(parameters.Flat).DetachFromDisposeScope();
        Tensor trainable = parameters.Layout.TrainableRow(parameters.Flat.dtype);
        _trainable = parameters.Layout.IsTrainable ? null : trainable.DetachFromDisposeScope();
        _decay = settings.WeightDecay > 0.0 ? trainable.Times(settings.WeightDecay).DetachFromDisposeScope() : null;
        _mask = Rows(settings.Mask, rows);
        _scale = Rows(settings.GradientScale, rows);
    }

    /// <summary>Takes one step of the first A members, A being the gradient's rows; the others keep weights and momentum.</summary>
    /// <param name="gradient">[A, width]; not changed.</param>
    /// <param name="rate">Step length of each; negative to ascend.</param>
    /// <param name="running">Which of the members move; null: all.</param>
    public void Step(Tensor gradient, Func<int, double> rate, bool[]? running = null)
    {
        int members = (int)gradient.size(0);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor weights = _parameters.Flat.narrow(0, 0, members);
        bool someRest = running?.AsSpan(0, members).Contains(false) == true;
        if (_mask is null && !someRest)
        {
            Move(weights, Slope(gradient, members), members, rate);
            return;
        }

        Tensor may = tensor([.. Enumerable.Range(0, members).Select(m => running?[m] != false)], [members, 1L]);
        may = _mask is null ? may : may.logical_and(_mask.narrow(0, 0, members));
        Tensor before = weights.clone();
        Move(weights, Slope(gradient, members), members, rate);
        weights.copy_(where(may, weights, before));
    }

    /// <summary>One member's moments and number of steps.</summary>
    public OptimizerState State(int member)
    {
        using Tensor first = _first.narrow(0, member, 1);
        using Tensor? second = _second?.narrow(0, member, 1);
        return new OptimizerState(first.data<float>().ToArray(), second?.data<float>().ToArray() ?? [], _steps[member]);
    }

    /// <summary>Gives one member moments and number of steps back.</summary>
    public void Resume(int member, OptimizerState state)
    {
        _steps[member] = state.Steps;
        Fill(_first, state.First);
        if (_second is not null)
        {
            Fill(_second, state.Second);
        }

        void Fill(Tensor moments, ReadOnlySpan<float> row) =>
            row.CopyTo(MemoryMarshal.Cast<byte, float>(moments.bytes)[(member * row.Length)..]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _first.Dispose();
        _second?.Dispose();
        _trainable?.Dispose();
        _decay?.Dispose();
        _mask?.Dispose();
        _scale?.Dispose();
    }

    /// <summary>What is stepped along, before momentum.</summary>
    private Tensor Slope(Tensor gradient, int members)
    {
        Tensor slope = _trainable is null ? gradient : gradient * _trainable;
        slope = _settings.ClipNorm is { } limit ? Clipped(slope, members, limit) : slope;
        return _scale is null ? slope : slope * _scale.narrow(0, 0, members);
    }

    private void Move(Tensor weights, Tensor slope, int members, Func<int, double> rate)
    {
        if (_decay is not null && _settings.Optimizer == OptimizerKind.Adamw)
        {
            weights.Lose(weights * _decay * Column(members, rate));
        }
        else if (_decay is not null)
        {
            slope = slope.Plus(weights * _decay);
        }

        Tensor first = _first.narrow(0, 0, members);
        for (int member = 0; member < members; member++)
        {
            _steps[member]++;
        }

        if (_second is null)
        {
            first.mul_(Column(members, _ => _settings.Momentum)).Gain(slope);
            weights.Lose(first * Column(members, rate));
            return;
        }

        Tensor second = _second.narrow(0, 0, members);
        Adam.Accumulate(first, second, slope);
        Tensor scale = (second * Column(members, m => Adam.SquareCorrection(_steps[m]))).sqrt_().Plus(Adam.Epsilon);
        weights.Lose(first / scale * Column(members, m => rate(m) / Adam.MeanBias(_steps[m])));
    }

    /// <summary>One number for each member as [A, 1], so that it multiplies rows.</summary>
    private Tensor Column(int members, Func<int, double> value) =>
        MemberColumn.Of(Enumerable.Range(0, members).Select(value), _parameters.Flat.dtype);

    /// <summary>Rows that are longer than the limit, scaled down to it; the others keep their bits. The norm is of float64, row after row.</summary>
    private Tensor Clipped(Tensor gradient, int members, double limit)
    {
        var norms = new double[members];
        for (int member = 0; member < members; member++)
        {
            Tensor row = gradient.select(0, member).to_type(ScalarType.Float64);
            norms[member] = Math.Sqrt((row * row).sum().item<double>());
        }

        return gradient * Column(members, member => norms[member] > limit ? limit / norms[member] : 1.0);
    }

    private static Tensor? Rows(Tensor? all, int[]? rows)
    {
        if (all is null)
        {
            return null;
        }

        using Tensor index = tensor(rows ?? [.. Enumerable.Range(0, (int)all.size(0))], ScalarType.Int64);
        return all.index_select(0, index).DetachFromDisposeScope();
    }
}
