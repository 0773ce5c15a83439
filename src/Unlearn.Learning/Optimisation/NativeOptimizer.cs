using System.Numerics;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary><see cref="StackOptimizer"/> for one member in native memory: each part of the weights moves as soon as its gradient is complete.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class NativeOptimizer<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeMember<T> _member;
    private readonly OptimizerSettings _settings;
    private readonly Func<int, int, double>? _norm;
    private readonly AlignedBuffer<T>? _shares;
    private readonly T[] _first;
    private readonly T[] _second;
    private int _index;
    private long _number;

    /// <summary>Allocates.</summary>
    /// <param name="member">The member, whose gradient is velocity too.</param>
    /// <param name="settings">The rule.</param>
    /// <param name="norm">A member's factor of the sum of absolute weights in an epoch; null for none.</param>
    public NativeOptimizer(NativeMember<T> member, OptimizerSettings settings, Func<int, int, double>? norm)
    {
        _member = member;
        _settings = settings;
        _norm = norm;
        _shares = Factors is null ? null : new AlignedBuffer<T>(member.Weights.Length);
        _first = settings.Optimizer == OptimizerKind.Adam ? new T[member.Weights.Length] : [];
        _second = new T[_first.Length];
    }

    /// <summary>The lowest layer that moves.</summary>
    public int Lowest { get; private set; }

    /// <summary>Factors of each weight's step; null for 1.</summary>
    private Tensor? Factors => _settings.Mask ?? _settings.GradientScale;

    /// <summary>
    /// Turns to a member whose weights are loaded, and leaves in its gradient what the first batch's is added to: what a step of length zero would, or
    /// what an earlier step left.
    /// </summary>
    /// <param name="index">The row of the settings' factors that is the member's.</param>
    /// <param name="epoch">Of the first step.</param>
    /// <param name="from">Where it goes on from; null to begin.</param>
    public void Begin(int index, int epoch, OptimizerState? from)
    {
        _index = index;
        _first.AsSpan().Clear();
        _second.AsSpan().Clear();
        _number = 0;
        ReadFactors();
        Penalised(0.0, epoch).Begin(_member.Weights, _member.Gradient);
        if (from is null)
        {
            return;
        }

        _number = from.Steps;
        if (_settings.Optimizer == OptimizerKind.Adam)
        {
            _member.Pack(Array.ConvertAll(from.First, T.CreateChecked), _first);
            _member.Pack(Array.ConvertAll(from.Second, T.CreateChecked), _second);
        }
        else
        {
            _member.Pack(Array.ConvertAll(from.First, T.CreateChecked), _member.Gradient);
        }
    }

    /// <summary>The gradient of the last batch, and the step.</summary>
    /// <param name="rows">All points.</param>
    /// <param name="points">Those of the batch whose errors are filled; none where only decay and momentum move.</param>
    /// <param name="rate">Step length.</param>
    /// <param name="nextEpoch">Epoch of the step after this one.</param>
    public void Move(FeatureRows<T> rows, int[] points, double rate, int nextEpoch)
    {
        _number++;
        if (_settings.Optimizer == OptimizerKind.Adam)
        {
            Finish(rows, points, new AdamStep<T>(_first, _second, _number, rate, _settings.WeightDecay));
        }
        else if (_norm is null && _shares is null)
        {
            Finish(rows, points, new SgdStep<T>(rate, _settings.Momentum, _settings.WeightDecay));
        }
        else
        {
            Finish(rows, points, Penalised(rate, nextEpoch));
        }
    }

    /// <summary>Moments and number of steps.</summary>
    /// <param name="width">Length of a row.</param>
    public OptimizerState State(int width)
    {
        var first = new T[width];
        var second = new T[_second.Length > 0 ? width : 0];
        if (_second.Length > 0)
        {
            _member.Unpack(_first, first);
            _member.Unpack(_second, second);
        }
        else
        {
            _member.StoreGradient(first);
        }

        return new OptimizerState(
            Array.ConvertAll(first, float.CreateChecked),
            Array.ConvertAll(second, float.CreateChecked),
            _number
        );
    }

    /// <inheritdoc />
    public void Dispose() => _shares?.Dispose();

    /// <summary>Reads which weights move, and by how much of their step.</summary>
    private void ReadFactors()
    {
        Lowest = 0;
        if (_shares is null)
        {
            return;
        }

        using Tensor row = Factors!.select(0, _index);
        _member.Pack(Array.ConvertAll(ParameterRows.ToDoubles(row), T.CreateChecked), _shares.Span);
        while (Lowest < _member.Parts.Count - 1 && !_shares.Span[_member.Parts[Lowest]].ContainsAnyExcept(T.Zero))
        {
            Lowest++;
        }
    }

    private void Finish<TStep>(FeatureRows<T> rows, int[] points, TStep step)
        where TStep : struct, IDenseStep<T>
    {
        if (points.Length > 0)
        {
            _member.Backward(rows, points, step, Lowest);
        }
        else
        {
            step.Apply(_member.Weights, _member.Gradient, 0, _member.Weights.Length);
        }
    }

    private PenalisedStep<T> Penalised(double rate, int nextEpoch) =>
        new(rate, _settings.Momentum, _settings.WeightDecay, _norm?.Invoke(_index, nextEpoch) ?? 0.0, _shares);
}
