using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>The steps of one member of a <see cref="DenseDescent"/>, and the buffers that they need beside the member's own.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DenseDescentPath<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UnlearningContext _context;
    private readonly NativeMember<T> _member;
    private readonly DescentObjective _loss;
    private readonly DescentSettings _settings;
    private readonly FeatureRows<T> _rows;
    private readonly AlignedBuffer<T> _shares;
    private readonly T[] _before;
    private readonly T[] _first;
    private readonly T[] _second;
    private readonly T[] _logits;
    private readonly T[] _others;
    private bool _scaled;
    private int _lowest;
    private int _index;

    /// <summary>Allocates.</summary>
    public DenseDescentPath(
        UnlearningContext context,
        NativeMember<T> member,
        DescentObjective loss,
        DescentSettings settings
    )
    {
        _context = context;
        _member = member;
        _loss = loss;
        _settings = settings;
        _rows = context.Data.Tensors.Rows<T>();
        _shares = new AlignedBuffer<T>((settings.Mask ?? settings.GradientScale) is null ? 0 : member.Weights.Length);
        _before = settings.StopWhen is null ? [] : new T[member.Weights.Length];
        _first = settings.Optimizer == OptimizerKind.Adam ? new T[member.Weights.Length] : [];
        _second = new T[_first.Length];
        _logits = new T[member.LogitErrors.Length];
        _others = new T[member.LogitErrors.Length];
    }

    /// <summary>Turns to a member whose weights are loaded.</summary>
    /// <param name="index">The context's member.</param>
    /// <param name="shares">Factor of each weight's step, in the stack's order; null for 1.</param>
    public void Begin(int index, T[]? shares)
    {
        _index = index;
        _first.AsSpan().Clear();
        _second.AsSpan().Clear();
        _scaled = shares is not null;
        _lowest = 0;
        if (shares is null)
        {
            return;
        }

        _member.Pack(shares, _shares.Span);
        while (_lowest < _member.Parts.Count - 1 && !Moves(_member.Parts[_lowest]))
        {
            _lowest++;
        }
    }

    /// <summary>Takes the steps, or those before the settings' stop rule holds.</summary>
    /// <exception cref="DivergedException">A loss became NaN or infinite.</exception>
    public void Take(IReadOnlyList<DescentStep> steps, CancellationToken cancellationToken)
    {
        _member.Weights[.._before.Length].CopyTo(_before);
        if (steps.Count > 0)
        {
            Move(0.0, steps[0].Epoch).Begin(_member.Weights, _member.Gradient);
        }

        for (int i = 0; i < steps.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int next = i + 1 < steps.Count ? steps[i + 1].Epoch : steps[i].Epoch;
            if (!Take(steps[i], i + 1, next))
            {
                return;
            }

            _context.Cost.Add(_index, steps[i].Points.Length + steps[i].Companions.Length);
            if (_settings.AfterStep is not null || _context.OnStep is not null)
            {
                using Tensor row = Row();
                _settings.AfterStep?.Invoke(_index, i, row);
                _context.OnStep?.Invoke(_index, ParameterRows.ToRow(row));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _shares.Dispose();

    private PenalisedStep<T> Move(double rate, int nextEpoch) =>
        new(
            rate,
            _settings.Momentum,
            _settings.WeightDecay,
            _loss.Norm?.Invoke(_index, nextEpoch) ?? 0.0,
            _scaled ? _shares : null
        );

    /// <summary>One step; false where the stop rule takes the last one back instead.</summary>
    private bool Take(DescentStep step, int number, int nextEpoch)
    {
        int[] points = step.Points;
        int[] companions = _loss.ReadsCompanions(_index) ? step.Companions : [];
        bool coupled = points.Length > 0 && companions.Length > 0 && _loss.Couples(step);
        if (coupled)
        {
            _member.Forward(_rows, companions)[..(companions.Length * _member.Stride)].CopyTo(_others);
        }

        double loss = 0.0;
        if (points.Length > 0)
        {
            ReadOnlySpan<T> logits = _member.Forward(_rows, points);
            loss += _loss.OfPoints(
                _index,
                step,
                Batch(points, logits, _member.LogitErrors),
                coupled ? Batch(companions, _others, []) : default
            );
            if (companions.Length > 0)
            {
                logits.CopyTo(_logits);
                _member.Backward(_rows, points, default(NoStep<T>), _lowest);
            }
        }

        if (companions.Length > 0)
        {
            loss += _loss.OfCompanions(
                _index,
                step,
                Batch(companions, _member.Forward(_rows, companions), _member.LogitErrors),
                coupled ? Batch(points, _logits, []) : default
            );
        }

        if (!double.IsFinite(loss))
        {
            throw DescentFailure.Loss(_index, loss, step.Epoch, number - 1);
        }

        if (_settings.StopWhen is { } stop)
        {
            if (stop(_index, loss))
            {
                _before.CopyTo(_member.Weights);
                return false;
            }

            _member.Weights.CopyTo(_before);
        }

        int[] last = companions.Length > 0 ? companions : points;
        if (_settings.Optimizer == OptimizerKind.Adam)
        {
            Finish(last, new AdamStep<T>(_first, _second, number, step.Rate, _settings.WeightDecay));
        }
        else
        {
            Finish(last, Move(step.Rate, nextEpoch));
        }

        return true;
    }

    /// <summary>The gradient of the last batch, and the step.</summary>
    private void Finish<TStep>(int[] points, TStep step)
        where TStep : struct, IDenseStep<T>
    {
        if (points.Length > 0)
        {
            _member.Backward(_rows, points, step, _lowest);
        }
        else
        {
            step.Apply(_member.Weights, _member.Gradient, 0, _member.Weights.Length);
        }
    }

    private LogitBatch<T> Batch(int[] points, ReadOnlySpan<T> logits, Span<T> errors) =>
        new(points, _context.Data.Dataset.Labels, logits, errors, _context.Data.Network.Classes, _member.Stride);

    /// <summary>The weights as a row of a stack.</summary>
    private Tensor Row()
    {
        ScalarType type = typeof(T) == typeof(double) ? ScalarType.Float64 : ScalarType.Float32;
        Tensor row = zeros([_context.Data.Network.Layout.Width], type);
        _member.Store(MemoryMarshal.Cast<byte, T>(row.bytes));
        return row;
    }

    private bool Moves(Range part) => _shares.Span[part].ContainsAnyExcept(T.Zero);
}
