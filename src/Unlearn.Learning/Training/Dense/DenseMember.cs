using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// One member of a <see cref="DenseNetwork"/> in memory of its own, and its gradients by hand. Weights lie as [inputs + 1, outputs padded
/// to 16], the last row being the bias: a batch's first layer is then a sum of rows of weights, one for each non-zero input.
/// Mathematics: with Z = A W + b, loss L and D = dL/dZ: dL/dW = A^T D, dL/db = sum D, dL/dA = D W^T; at the top D = softmax - target.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class DenseMember<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of first-layer weights whose gradient and step are computed together; a few kilobytes.</summary>
    private const int RowsAtOnce = 16;

    private readonly Activation _activation;
    private readonly DensePacking _packing;
    private readonly DenseLayer[] _layers;
    private readonly AlignedBuffer<T> _weights;
    private readonly AlignedBuffer<T> _gradient;
    private readonly DenseInput<T> _input;
    private readonly AlignedBuffer<T>[] _values;
    private readonly AlignedBuffer<T>[] _errors;
    private readonly AlignedBuffer<T> _transposed;

    /// <summary>Allocates for batches of up to a number of points.</summary>
    public DenseMember(DenseNetwork network, int batchSize)
    {
        _activation = network.Activation;
        _packing = new DensePacking(network);
        _layers = _packing.Layers;
        _weights = new AlignedBuffer<T>(_packing.Length);
        _gradient = new AlignedBuffer<T>(_packing.Length);
        _input = new DenseInput<T>(network.Widths[0], batchSize);
        _values = [.. _layers.Select(layer => new AlignedBuffer<T>(batchSize * layer.Columns))];
        _errors = [.. _layers.Select(layer => new AlignedBuffer<T>(batchSize * layer.Columns))];
        _transposed = new AlignedBuffer<T>(
            _layers.Skip(1).Select(static l => l.Outputs * DensePacking.Pad(l.Inputs)).Append(0).Max()
        );
    }

    /// <summary>Weights of all layers.</summary>
    public Span<T> Weights => _weights.Span;

    /// <summary>What <see cref="Backward"/> adds gradients to: a gradient, or a velocity.</summary>
    public Span<T> Gradient => _gradient.Span;

    /// <summary>Copies a member's row of a stack into place.</summary>
    public void Load(ReadOnlySpan<T> row) => Pack(row, Weights);

    /// <summary>Copies the weights into a member's row of a stack.</summary>
    public void Store(Span<T> row) => Unpack(Weights, row);

    /// <summary>Copies the gradient into a row laid out like a stack's.</summary>
    public void StoreGradient(Span<T> row) => Unpack(Gradient, row);

    /// <summary>Copies a row laid out like a stack's into values laid out like <see cref="Weights"/>; padding is left alone.</summary>
    public void Pack(ReadOnlySpan<T> row, Span<T> packed) => _packing.Scatter(row, packed);

    /// <summary>Copies values laid out like <see cref="Weights"/> into a row laid out like a stack's.</summary>
    public void Unpack(ReadOnlySpan<T> packed, Span<T> row) => _packing.Gather(packed, row);

    /// <summary>Logits of a batch.</summary>
    /// <returns>Row-major, points times <see cref="Stride"/>; valid until the next call.</returns>
    public Span<T> Forward(FeatureRows<T> rows, ReadOnlySpan<int> points)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            DenseLayer layer = _layers[i];
            T* weights = _weights.Start + layer.Offset;
            T* values = _values[i].Start;
            StartFromBias(layer, weights, values, points.Length);
            if (i > 0)
            {
                DenseLayer below = _layers[i - 1];
                MatrixKernel<T>.MultiplyAdd(
                    _values[i - 1].Start,
                    below.Columns,
                    weights,
                    values,
                    points.Length,
                    layer.Inputs,
                    layer.Columns
                );
            }
            else
            {
                _input.MultiplyAdd(rows, points, weights, values, layer.Columns);
            }

            if (i < _layers.Length - 1)
            {
                DenseActivation<T>.Apply(_activation, new Span<T>(values, points.Length * layer.Columns));
            }
        }

        return new Span<T>(_values[^1].Start, points.Length * Stride);
    }

    /// <summary>Gives every point of a batch a layer's bias, the last row of its matrix, to which products are then added.</summary>
    public static void StartFromBias(DenseLayer layer, T* matrix, T* values, int points)
    {
        var bias = new ReadOnlySpan<T>(matrix + ((nint)layer.Inputs * layer.Columns), layer.Columns);
        for (int point = 0; point < points; point++)
        {
            bias.CopyTo(new Span<T>(values + ((nint)point * layer.Columns), layer.Columns));
        }
    }

    /// <summary>What came out of a layer, activation included, in the last forward pass: points times the layer's columns.</summary>
    public T* Values(int layer) => _values[layer].Start;

    /// <summary>Values from one point's logits to the next's.</summary>
    public int Stride => _layers[^1].Columns;

    /// <summary>Errors at the logits, to be filled before <see cref="Backward"/>; padding columns must be zero.</summary>
    public Span<T> LogitErrors => _errors[^1].Span;

    /// <summary>
    /// Adds the gradient of the last forward batch, given the errors at its logits, and lets <paramref name="step"/> change each part of the
    /// weights as soon as its gradient is complete and nothing needs the old values any more: both are in the cache then.
    /// </summary>
    /// <param name="rows">The points.</param>
    /// <param name="points">Those of the batch.</param>
    /// <param name="step">What happens to each part.</param>
    /// <param name="lowest">The first layer that is wanted; those below it get neither gradient nor step.</param>
    /// <param name="squares">
    /// Whether squares of the points' own gradients are added up instead: a point's gradient of a weight is input times error, so the
    /// squares are products of squares. Values and errors of the batch are used up.
    /// </param>
    public void Backward<TStep>(
        FeatureRows<T> rows,
        ReadOnlySpan<int> points,
        TStep step,
        int lowest = 0,
        bool squares = false
    )
        where TStep : struct, IDenseStep<T>
    {
        for (int i = _layers.Length - 1; i > 0; i--)
        {
            DenseLayer layer = _layers[i];
            DenseLayer below = _layers[i - 1];
            T* gradient = _gradient.Start + layer.Offset;
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

            MatrixKernel<T>.TransposedMultiplyAdd(
                inputs,
                below.Columns,
                errors,
                gradient,
                layer.Columns,
                points.Length,
                layer.Inputs,
                layer.Columns
            );
            AddRows(errors, points.Length, gradient + ((nint)layer.Inputs * layer.Columns), layer.Columns);
            step.Apply(Weights, Gradient, layer.Offset, (layer.Inputs + 1) * layer.Columns);
            if (i == lowest)
            {
                return;
            }
        }

        FirstBackward(rows, points, step, squares);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _weights.Dispose();
        _gradient.Dispose();
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
        Transpose(layer, _weights.Start + layer.Offset, _transposed.Start, below.Columns);
        int length = points * below.Columns;
        var errors = new Span<T>(_errors[i - 1].Start, length);
        errors.Clear();
        MatrixKernel<T>.MultiplyAdd(
            _errors[i].Start,
            layer.Columns,
            _transposed.Start,
            _errors[i - 1].Start,
            points,
            layer.Outputs,
            below.Columns
        );
        DenseActivation<T>.Differentiate(_activation, new Span<T>(_values[i - 1].Start, length), errors);
    }

    private void FirstBackward<TStep>(FeatureRows<T> rows, ReadOnlySpan<int> points, TStep step, bool squares)
        where TStep : struct, IDenseStep<T>
    {
        DenseLayer layer = _layers[0];
        T* errors = _errors[0].Start;
        T* gradient = _gradient.Start;
        _input.Turn(rows, points, squares);
        if (squares)
        {
            Squares.Replace(new Span<T>(errors, points.Length * layer.Columns));
        }

        AddRows(errors, points.Length, gradient + ((nint)layer.Inputs * layer.Columns), layer.Columns);
        for (int from = 0; from <= layer.Inputs; from += RowsAtOnce)
        {
            int to = Math.Min(from + RowsAtOnce, layer.Inputs);
            _input.TransposedMultiplyAdd(rows.Sparse, points.Length, errors, gradient, from, to, layer.Columns);
            int end = from + RowsAtOnce > layer.Inputs ? layer.Inputs + 1 : to; // the bias goes with the last rows
            step.Apply(Weights, Gradient, from * layer.Columns, (end - from) * layer.Columns);
        }
    }

    private static void AddRows(T* rows, int count, T* sum, int columns)
    {
        for (int column = 0; column < columns; column += Vector256<T>.Count)
        {
            Vector256<T> total = Vector256.Load(sum + column);
            for (int row = 0; row < count; row++)
            {
                total += Vector256.Load(rows + ((nint)row * columns) + column);
            }

            total.Store(sum + column);
        }
    }

    /// <summary>Outputs x inputs, rows padded to the width of the layer below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(DenseLayer layer, T* weights, T* transposed, int stride)
    {
        for (int output = 0; output < layer.Outputs; output++)
        {
            T* from = weights + output;
            T* to = transposed + ((nint)output * stride);
            for (int input = 0; input < layer.Inputs; input++)
            {
                to[input] = *from;
                from += layer.Columns;
            }
        }
    }
}
