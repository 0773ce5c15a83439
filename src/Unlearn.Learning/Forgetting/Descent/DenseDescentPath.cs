using System.Numerics;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>The steps of one member of a <see cref="DenseDescent"/>, and the buffers that they need beside the member's own.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DenseDescentPath<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UnlearningContext _context;
    private readonly DensePacking _packing;
    private readonly DenseMember<T> _member;
    private readonly CrossEntropySum _loss;
    private readonly DescentSettings _settings;
    private readonly FeatureRows<T> _rows;
    private readonly int[] _labels;
    private readonly AlignedBuffer<T> _mask;
    private readonly T[] _before;
    private bool _masked;
    private int _lowest;
    private int _index;

    /// <summary>Allocates.</summary>
    public DenseDescentPath(
        UnlearningContext context,
        DenseNetwork network,
        DenseMember<T> member,
        CrossEntropySum loss,
        DescentSettings settings
    )
    {
        _context = context;
        _packing = new DensePacking(network);
        _member = member;
        _loss = loss;
        _settings = settings;
        _rows = context.Data.Tensors.Rows<T>();
        _labels = loss.Label is null ? context.Data.Dataset.Labels : [.. context.Data.Dataset.Labels];
        _mask = new AlignedBuffer<T>(settings.Mask is null ? 0 : _packing.Length);
        _before = settings.StopWhen is null ? [] : new T[_packing.Length];
    }

    /// <summary>Turns to a member whose weights are loaded.</summary>
    /// <param name="index">The context's member.</param>
    /// <param name="mask">True where its weights may move, in the stack's order; null where all may.</param>
    public void Begin(int index, bool[]? mask)
    {
        _index = index;
        _masked = mask is not null;
        _lowest = 0;
        if (mask is null)
        {
            return;
        }

        _member.Pack(Array.ConvertAll<bool, T>(mask, static may => may ? T.One : T.Zero), _mask.Span);
        while (_lowest < _packing.Layers.Length - 1 && !Moves(_packing.Layers[_lowest]))
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
            DescentStep step = steps[i];
            int next = i + 1 < steps.Count ? steps[i + 1].Epoch : step.Epoch;
            if (!Take(step, Move(step.Rate, next)))
            {
                return;
            }

            _context.Cost.Add(_index, step.Points.Length + step.Companions.Length);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _mask.Dispose();

    private PenalisedStep<T> Move(double rate, int nextEpoch) =>
        new(
            rate,
            _settings.Momentum,
            _settings.WeightDecay,
            _loss.Norm?.Invoke(_index, nextEpoch) ?? 0.0,
            _masked ? _mask : null
        );

    /// <summary>One step; false where the stop rule takes the last one back instead.</summary>
    private bool Take(DescentStep step, PenalisedStep<T> move)
    {
        Relabel(step);
        double companions = _loss.Companions?.Invoke(_index) ?? 0.0;
        bool two = step.Companions.Length > 0 && companions != 0.0;
        double loss = 0.0;
        if (step.Points.Length > 0)
        {
            loss += Forward(step.Points, _labels, _loss.Points(_index));
            if (two)
            {
                _member.Backward(_rows, step.Points, default(NoStep<T>), _lowest);
            }
        }

        if (two)
        {
            loss += Forward(step.Companions, _context.Data.Dataset.Labels, companions);
        }

        if (!double.IsFinite(loss))
        {
            throw DescentFailure.Loss(_index, loss, step.Epoch);
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

        int[] last = two ? step.Companions : step.Points;
        if (last.Length > 0)
        {
            _member.Backward(_rows, last, move, _lowest);
        }
        else
        {
            move.Apply(_member.Weights, _member.Gradient, 0, _packing.Length);
        }

        return true;
    }

    /// <summary>The batch's part of the loss, and its errors at the logits.</summary>
    private double Forward(int[] points, int[] labels, double factor)
    {
        int classes = _context.Data.Network.Classes;
        Span<T> logits = _member.Forward(_rows, points);
        T scale = T.CreateChecked(factor / points.Length);
        double sum = SoftmaxErrors.Fill<T>(logits, labels, points, classes, _member.Stride, _member.LogitErrors, scale);
        return factor * sum / points.Length;
    }

    private void Relabel(DescentStep step)
    {
        if (_loss.Label is { } label)
        {
            foreach (int point in step.Points)
            {
                _labels[point] = label(_index, step.Epoch, point, _context.Data.Dataset.Labels[point]);
            }
        }
    }

    private bool Moves(DenseLayer layer) =>
        _mask.Span.Slice(layer.Offset, (layer.Inputs + 1) * layer.Columns).ContainsAnyExcept(T.Zero);
}
