using System.Numerics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// One member of a <see cref="DenseNetwork"/> in memory of its own, and its gradients by hand. Weights lie as [inputs + 1, outputs padded
/// to 16], the last row being the bias: a batch's first layer is then a sum of rows of weights, one for each non-zero input.
/// Mathematics: with Z = A W + b, loss L and D = dL/dZ: dL/dW = A^T D, dL/db = sum D, dL/dA = D W^T; at the top D = softmax - target.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class DenseMember<T> : NativeMember<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of first-layer weights whose gradient and step are computed together; a few kilobytes.</summary>
    private const int RowsAtOnce = 16;

    private readonly Activation _activation;
    private readonly DenseLayer[] _layers;
    private readonly DenseInput<T> _input;
    private readonly AlignedBuffer<T>[] _values;
    private readonly AlignedBuffer<T>[] _errors;
    private readonly AlignedBuffer<T> _transposed;

    /// <summary>Allocates for batches of up to a number of points.</summary>
    public DenseMember(DenseNetwork network, int batchSize)
        : base(new DensePacking(network))
    {
        _activation = network.Activation;
        _layers = Packing.Layers;
        _input = new DenseInput<T>(network.Widths[0], batchSize);
        _values = [.. _layers.Select(layer => new AlignedBuffer<T>(batchSize * layer.Columns))];
        _errors = [.. _layers.Select(layer => new AlignedBuffer<T>(batchSize * layer.Columns))];
        _transposed = new AlignedBuffer<T>(
            _layers.Skip(1).Select(static l => l.Outputs * DensePacking.Pad(l.Inputs)).Append(0).Max()
        );
    }

    /// <inheritdoc />
    public override IReadOnlyList<Range> Parts => [.. _layers.Select(static layer => layer.Offset..layer.End)];

    /// <inheritdoc />
    public override int Stride => _layers[^1].Columns;

    /// <inheritdoc />
    public override Span<T> LogitErrors => _errors[^1].Span;

    /// <inheritdoc />
    public override Span<T> Forward(FeatureRows<T> rows, ReadOnlySpan<int> points, bool keep = true)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            DenseLayer layer = _layers[i];
            T* weights = FirstWeight + layer.Offset;
            T* values = _values[i].Start;
            if (i > 0)
            {
                T* inputs = _values[i - 1].Start;
                AffineKernel<T>.Forward(layer, weights, inputs, _layers[i - 1].Columns, values, points.Length);
            }
            else
            {
                AffineKernel<T>.StartFromBias(layer, weights, values, points.Length);
                _input.MultiplyAdd(rows, points, weights, values, layer.Columns);
            }

            if (i < _layers.Length - 1)
            {
                DenseActivation<T>.Apply(_activation, new Span<T>(values, points.Length * layer.Columns));
            }
        }

        return new Span<T>(_values[^1].Start, points.Length * Stride);
    }

    /// <summary>What came out of a layer, activation included, in the last forward pass: points times the layer's columns.</summary>
    public T* Values(int layer) => _values[layer].Start;

    /// <inheritdoc />
    public override void Backward<TStep>(
        FeatureRows<T> rows,
        ReadOnlySpan<int> points,
        TStep step,
        int lowest = 0,
        bool squares = false
    )
    {
        for (int i = _layers.Length - 1; i > 0; i--)
        {
            DenseLayer layer = _layers[i];
            DenseLayer below = _layers[i - 1];
            T* gradient = FirstGradient + layer.Offset;
            T* errors = _errors[i].Start;
            T* inputs = _values[i - 1].Start;
            if (i > lowest)
            {
                ErrorsBelow(i, points.Length);
            }

            if (squares)
            {
                Squares.Replace(new Span<T>(errors, points.Length * layer.Columns));
                Squares.Replace(new Span<T>(inputs, points.Length * below.Columns));
            }

            AffineKernel<T>.AddGradient(layer, inputs, below.Columns, errors, gradient, points.Length);
            step.Apply(Weights, Gradient, layer.Offset, (layer.Inputs + 1) * layer.Columns);
            if (i == lowest)
            {
                return;
            }
        }

        FirstBackward(rows, points, step, squares);
    }

    /// <inheritdoc />
    protected override void Free()
    {
        _input.Dispose();
        _transposed.Dispose();
        foreach (AlignedBuffer<T> buffer in _values.Concat(_errors))
        {
            buffer.Dispose();
        }
    }

    /// <summary>Errors of the layer below, from those of a layer and its weights as they are.</summary>
    private void ErrorsBelow(int i, int points)
    {
        DenseLayer layer = _layers[i];
        DenseLayer below = _layers[i - 1];
        T* errors = _errors[i - 1].Start;
        AffineKernel<T>.ErrorsBelow(
            layer,
            FirstWeight + layer.Offset,
            _errors[i].Start,
            errors,
            below.Columns,
            points,
            _transposed.Start
        );
        int length = points * below.Columns;
        DenseActivation<T>.Differentiate(
            _activation,
            new Span<T>(_values[i - 1].Start, length),
            new Span<T>(errors, length)
        );
    }

    private void FirstBackward<TStep>(FeatureRows<T> rows, ReadOnlySpan<int> points, TStep step, bool squares)
        where TStep : struct, IDenseStep<T>
    {
        DenseLayer layer = _layers[0];
        T* errors = _errors[0].Start;
        T* gradient = FirstGradient;
        _input.Turn(rows, points, squares);
        if (squares)
        {
            Squares.Replace(new Span<T>(errors, points.Length * layer.Columns));
        }

        AffineKernel<T>.AddRows(errors, points.Length, gradient + ((nint)layer.Inputs * layer.Columns), layer.Columns);
        for (int from = 0; from <= layer.Inputs; from += RowsAtOnce)
        {
            int to = Math.Min(from + RowsAtOnce, layer.Inputs);
            _input.TransposedMultiplyAdd(rows.Sparse, points.Length, errors, gradient, from, to, layer.Columns);
            int end = from + RowsAtOnce > layer.Inputs ? layer.Inputs + 1 : to; // the bias goes with the last rows
            step.Apply(Weights, Gradient, from * layer.Columns, (end - from) * layer.Columns);
        }
    }
}
