using System.Numerics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>The affine layers above other ones: what comes in are values of a batch, and their errors are wanted. There may be none: what comes in comes out.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class AffineLayers<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer[] _layers;
    private readonly Activation _activation;
    private readonly bool _isActivated;
    private readonly AlignedBuffer<T>[] _values;
    private readonly AlignedBuffer<T>[] _errors;
    private readonly AlignedBuffer<T> _transposed;

    /// <summary>Allocates.</summary>
    /// <param name="inputs">Values of a point that come in.</param>
    /// <param name="layers">Sizes, from input to output.</param>
    /// <param name="activation">The function after all layers but the last.</param>
    /// <param name="isActivated">
    /// Whether what comes in went through that function too: its errors are then those before it.
    /// </param>
    /// <param name="batchSize">Points in the largest batch.</param>
    public AffineLayers(int inputs, DenseLayer[] layers, Activation activation, bool isActivated, int batchSize)
    {
        _layers = layers;
        _activation = activation;
        _isActivated = isActivated;
        InputStride = DensePacking.Pad(inputs);
        int[] columns = [InputStride, .. layers.Select(static layer => layer.Columns)];
        _values = [.. columns.Select(width => new AlignedBuffer<T>(checked(batchSize * width)))];
        _errors = [.. columns.Select(width => new AlignedBuffer<T>(checked(batchSize * width)))];
        _transposed = new AlignedBuffer<T>(
            layers.Zip(columns, static (layer, width) => layer.Outputs * width).Append(0).Max()
        );
    }

    /// <summary>Values from one point's inputs to the next's.</summary>
    public int InputStride { get; }

    /// <summary>What comes in, to be filled before <see cref="Forward"/>.</summary>
    public T* Inputs => Values(0);

    /// <summary>Its errors, after <see cref="Backward"/>.</summary>
    public T* InputErrors => _errors[0].Start;

    /// <summary>Errors of what comes out, to be filled before <see cref="Backward"/>.</summary>
    public Span<T> OutputErrors => _errors[^1].Span;

    /// <summary>What went into a layer in the last forward pass; behind the last one, what came out.</summary>
    public T* Values(int layer) => _values[layer].Start;

    /// <summary>What comes out.</summary>
    /// <param name="weights">All of the member's.</param>
    /// <param name="points">Points of the batch.</param>
    public Span<T> Forward(T* weights, int points)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            DenseLayer layer = _layers[i];
            T* values = _values[i + 1].Start;
            AffineKernel<T>.Forward(layer, weights + layer.Offset, _values[i].Start, Columns(i), values, points);
            if (i < _layers.Length - 1)
            {
                DenseActivation<T>.Apply(_activation, new Span<T>(values, points * layer.Columns));
            }
        }

        return new Span<T>(_values[^1].Start, points * Columns(_layers.Length));
    }

    /// <summary>Adds the gradient of each layer from the last one down, and steps once nothing needs the layer's old weights any more.</summary>
    /// <param name="allWeights">All of the member's.</param>
    /// <param name="allGradients">What is added to.</param>
    /// <param name="points">Points of the batch.</param>
    /// <param name="lowest">The first layer that is wanted; below 0 where the errors of the inputs are.</param>
    /// <param name="squares">Whether squares of the points' own gradients are added up instead; values and errors are used up.</param>
    /// <param name="step">What happens to each layer.</param>
    public void Backward<TStep>(
        Span<T> allWeights,
        Span<T> allGradients,
        int points,
        int lowest,
        bool squares,
        TStep step
    )
        where TStep : struct, IDenseStep<T>
    {
        fixed (T* weights = allWeights)
        fixed (T* gradient = allGradients)
        {
            for (int i = _layers.Length - 1; i >= Math.Max(0, lowest); i--)
            {
                AddGradient(i, weights, gradient, points, i > lowest, squares);
                step.Apply(allWeights, allGradients, _layers[i].Offset, _layers[i].End - _layers[i].Offset);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _transposed.Dispose();
        foreach (AlignedBuffer<T> buffer in _values.Concat(_errors))
        {
            buffer.Dispose();
        }
    }

    private void AddGradient(int i, T* weights, T* gradient, int points, bool errorsBelow, bool squares)
    {
        DenseLayer layer = _layers[i];
        T* errors = _errors[i + 1].Start;
        T* inputs = _values[i].Start;
        if (errorsBelow)
        {
            T* matrix = weights + layer.Offset;
            T* below = _errors[i].Start;
            AffineKernel<T>.ErrorsBelow(layer, matrix, errors, below, Columns(i), points, _transposed.Start);
            if (i > 0 || _isActivated)
            {
                int length = points * Columns(i);
                DenseActivation<T>.Differentiate(_activation, new Span<T>(inputs, length), new Span<T>(below, length));
            }
        }

        if (squares)
        {
            Squares.Replace(new Span<T>(errors, points * layer.Columns));
            Squares.Replace(new Span<T>(inputs, points * Columns(i)));
        }

        AffineKernel<T>.AddGradient(layer, inputs, Columns(i), errors, gradient + layer.Offset, points);
    }

    private int Columns(int layer) => layer == 0 ? InputStride : _layers[layer - 1].Columns;
}
