using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>SGD with momentum, or Adam, on the first K rows of a stack, with one rate per member and an optional mask.</summary>
internal sealed class DescentOptimizer : IDisposable
{
    private readonly DisposeScope _owned;
    private readonly DescentSettings _settings;
    private readonly Tensor _weights;
    private readonly Tensor _velocity;
    private readonly Tensor _momentum;
    private readonly Tensor? _square;
    private readonly Tensor? _begun;
    private readonly Tensor? _before;
    private readonly Tensor? _mask;
    private readonly Tensor? _scale;
    private readonly Tensor _trainable;
    private int _steps;

    /// <summary>Prepares state; mask and gradient scale have the stack's rows.</summary>
    public DescentOptimizer(ParameterStack stack, DescentSettings settings, Tensor? mask, Tensor? scale)
    {
        _owned = NewDisposeScope();
        _settings = settings;
        _weights = stack.Flat;
        _velocity = zeros_like(_weights);
        _momentum = tensor(settings.Momentum, _weights.dtype);
        _square = settings.Optimizer == OptimizerKind.Adam ? zeros_like(_weights) : null;
        _begun = settings.StopWhen is null ? null : _weights.clone();
        _before = _begun?.clone();
        _mask = mask;
        _scale = scale;
        _trainable = TrainableRow(stack.Layout, _weights.dtype);
    }

    /// <summary>
    /// Called before the forward pass of each step, which may change running statistics: what <see cref="TakeBack"/> goes back to.
    /// </summary>
    public void Begin()
    {
        using IDisposable still = no_grad();
        _before?.copy_(_begun!);
        _begun?.copy_(_weights);
    }

    /// <summary>One step of the members that still run.</summary>
    public void Step(Tensor gradient, IReadOnlyList<DescentStep> steps, bool[] running)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int active = steps.Count;
        Tensor weights = _weights.narrow(0, 0, active);
        Tensor velocity = _velocity.narrow(0, 0, active);
        Tensor rate = tensor([.. steps.Select(static step => step.Rate)], [active, 1L]).to_type(weights.dtype);
        Tensor slope = gradient * _trainable;
        slope = _scale is null ? slope : slope * _scale.narrow(0, 0, active);
        slope = _settings.WeightDecay == 0.0 ? slope : slope.Plus((weights * _trainable).Times(_settings.WeightDecay));
        Tensor step = rate * Direction(slope, velocity, active);
        _steps++;
        if (_mask is null && !running.AsSpan(0, active).Contains(false))
        {
            weights.Lose(step);
            return;
        }

        Tensor may = tensor([.. running.Take(active)], [active, 1L]);
        may = _mask is null ? may : may.logical_and(_mask.narrow(0, 0, active));
        weights.copy_(where(may, weights.Minus(step), weights));
    }

    /// <summary>Gives one member the weights and running statistics that it had before the step before this one.</summary>
    public void TakeBack(int position)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        _weights.narrow(0, position, 1).copy_(_before!.narrow(0, position, 1));
    }

    /// <inheritdoc />
    public void Dispose() => _owned.Dispose();

    /// <summary>1 where an optimiser may act, 0 in gaps and running statistics.</summary>
    public static Tensor TrainableRow(ParameterLayout layout, ScalarType type)
    {
        var row = new float[layout.Width];
        foreach (ParameterShape parameter in layout.Parameters.Where(static parameter => parameter.Trainable))
        {
            row.AsSpan(parameter.Offset, parameter.Count).Fill(1.0f);
        }

        return tensor(row, type);
    }

    private Tensor Direction(Tensor slope, Tensor velocity, int active)
    {
        if (_square is null)
        {
            return velocity.mul_(_momentum).Gain(slope);
        }

        Tensor square = _square.narrow(0, 0, active);
        Adam.Accumulate(velocity, square, slope);
        return Adam.Direction(velocity, square, _steps + 1);
    }
}
