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
    private readonly AffineLayers<T> _upper;

    /// <summary>Allocates for batches of up to a number of points.</summary>
    public DenseMember(DenseNetwork network, int batchSize)
        : base(new DensePacking(network))
    {
        _activation = network.Activation;
        _layers = Packing.Layers;
        _input = new DenseInput<T>(network.Widths[0], batchSize);
        _upper = new AffineLayers<T>(_layers[0].Outputs, _layers[1..], _activation, isActivated: true, batchSize);
    }

    /// <inheritdoc />
    public override IReadOnlyList<Range> Parts => [.. _layers.Select(static layer => layer.Offset..layer.End)];

    /// <inheritdoc />
    public override int Stride => _layers[^1].Columns;

    /// <inheritdoc />
    public override Span<T> LogitErrors => _upper.OutputErrors;

    /// <inheritdoc />
    public override Span<T> Forward(FeatureRows<T> rows, ReadOnlySpan<int> points, bool keep = true)
    {
        DenseLayer first = _layers[0];
        T* weights = FirstWeight + first.Offset;
        AffineKernel<T>.StartFromBias(first, weights, _upper.Inputs, points.Length);
        _input.MultiplyAdd(rows, points, weights, _upper.Inputs, first.Columns);
        if (_layers.Length > 1)
        {
            DenseActivation<T>.Apply(_activation, new Span<T>(_upper.Inputs, points.Length * first.Columns));
        }

        return _upper.Forward(FirstWeight, points.Length);
    }

    /// <summary>What came out of a layer, activation included, in the last forward pass: points times the layer's columns.</summary>
    public T* Values(int layer) => _upper.Values(layer);

    /// <inheritdoc />
    public override void Backward<TStep>(
        FeatureRows<T> rows,
        ReadOnlySpan<int> points,
        TStep step,
        int lowest = 0,
        bool squares = false
    )
    {
        _upper.Backward(Weights, Gradient, points.Length, lowest - 1, squares, step);
        if (lowest == 0)
        {
            FirstBackward(rows, points, step, squares);
        }
    }

    /// <inheritdoc />
    protected override void Free()
    {
        _input.Dispose();
        _upper.Dispose();
    }

    private void FirstBackward<TStep>(FeatureRows<T> rows, ReadOnlySpan<int> points, TStep step, bool squares)
        where TStep : struct, IDenseStep<T>
    {
        DenseLayer layer = _layers[0];
        T* errors = _upper.InputErrors;
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
