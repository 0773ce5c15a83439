using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Gauss-Newton products of cross-entropy by hand, for members of a <see cref="DenseNetwork"/>: a vector is carried up through the
/// network as a tangent (Z' = A' W + A V + v), met there by the softmax's curvature diag(p) - p p^T, and carried down again as errors
/// are (Schraudolph 2002). Matrix and vector lie as <see cref="DenseMember{T}"/> has weights.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class DenseGaussNewton<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Chunk = 256;

    private readonly DenseNetwork _network;
    private readonly DenseLayer[] _layers;
    private readonly DenseMember<T> _member;
    private readonly DenseInput<T> _input;
    private readonly AlignedBuffer<T> _vector;
    private readonly AlignedBuffer<T>[] _tangents;

    private DenseGaussNewton(DenseNetwork network)
    {
        var packing = new DensePacking(network);
        _network = network;
        _layers = packing.Layers;
        _member = new DenseMember<T>(network, Chunk);
        _input = new DenseInput<T>(network.Widths[0], Chunk);
        _vector = new AlignedBuffer<T>(packing.Length);
        _tangents = [.. _layers.Select(static layer => new AlignedBuffer<T>(Chunk * layer.Columns))];
    }

    /// <summary>The sum over each member's points of J^T H J times the member's vector.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="vectors">[M, width], of the parameters' type.</param>
    /// <param name="points">A set a member.</param>
    /// <returns>[M, width], zero in gaps; owned by the caller.</returns>
    public static Tensor Product(
        TrainingData data,
        ParameterStack parameters,
        Tensor vectors,
        IReadOnlyList<PointSet> points
    )
    {
        DenseNetwork network = data.Network.AffineChain!;
        int width = network.Layout.Width;
        FeatureRows<T> rows = data.Tensors.Rows<T>();
        Tensor product = zeros_like(parameters.Flat);
        using Tensor given = vectors.contiguous();
        Span<T> directions = MemoryMarshal.Cast<byte, T>(given.bytes);
        Span<T> result = MemoryMarshal.Cast<byte, T>(product.bytes);
        using var own = new DenseGaussNewton<T>(network);
        for (int m = 0; m < points.Count; m++)
        {
            own._member.Load(parameters.Row<T>(m));
            own._member.Pack(directions.Slice(m * width, width), own._vector.Span);
            own._member.Gradient.Clear();
            foreach (int[] ids in points[m].Chunk(Chunk))
            {
                own.Add(rows, ids);
            }

            own._member.StoreGradient(result.Slice(m * width, width));
        }

        return product;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _member.Dispose();
        _input.Dispose();
        _vector.Dispose();
        foreach (AlignedBuffer<T> buffer in _tangents)
        {
            buffer.Dispose();
        }
    }

    private void Add(FeatureRows<T> rows, int[] ids)
    {
        Span<T> logits = _member.Forward(rows, ids);
        for (int i = 0; i < _layers.Length; i++)
        {
            Tangent(i, rows, ids);
        }

        for (int point = 0; point < ids.Length; point++)
        {
            int start = point * _member.Stride;
            Curve(
                logits.Slice(start, _network.Classes),
                _tangents[^1].Span.Slice(start, _network.Classes),
                _member.LogitErrors.Slice(start, _member.Stride)
            );
        }

        _member.Backward(rows, ids, default(NoStep<T>));
    }

    /// <summary>What a small step along the vector adds to a layer's values.</summary>
    private void Tangent(int i, FeatureRows<T> rows, int[] ids)
    {
        DenseLayer layer = _layers[i];
        T* vector = _vector.Start + layer.Offset;
        T* tangents = _tangents[i].Start;
        AffineKernel<T>.StartFromBias(layer, vector, tangents, ids.Length);
        if (i == 0)
        {
            _input.MultiplyAdd(rows, ids, vector, tangents, layer.Columns);
        }
        else
        {
            Affine(_member.Values(i - 1), vector);
            fixed (T* weights = _member.Weights)
            {
                Affine(_tangents[i - 1].Start, weights + layer.Offset);
            }
        }

        if (i < _layers.Length - 1)
        {
            int length = ids.Length * layer.Columns;
            DenseActivation<T>.Differentiate(
                _network.Activation,
                new ReadOnlySpan<T>(_member.Values(i), length),
                new Span<T>(tangents, length)
            );
        }

        void Affine(T* values, T* matrix) =>
            MatrixKernel<T>.MultiplyAdd(
                values,
                _layers[i - 1].Columns,
                matrix,
                tangents,
                ids.Length,
                layer.Inputs,
                layer.Columns
            );
    }

    /// <summary>(diag(p) - p p^T) t of one point; padding gets zeros.</summary>
    private static void Curve(ReadOnlySpan<T> logits, ReadOnlySpan<T> tangents, Span<T> errors)
    {
        T greatest = logits[0];
        foreach (T logit in logits)
        {
            greatest = T.Max(greatest, logit);
        }

        T sum = T.Zero;
        T mean = T.Zero;
        for (int c = 0; c < logits.Length; c++)
        {
            errors[c] = T.Exp(logits[c] - greatest);
            sum += errors[c];
            mean += errors[c] * tangents[c];
        }

        mean /= sum;
        for (int c = 0; c < logits.Length; c++)
        {
            errors[c] = errors[c] / sum * (tangents[c] - mean);
        }

        errors[logits.Length..].Clear();
    }
}
