using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training.Curvature;

/// <summary>
/// First and second derivatives of softmax regression's cross-entropy in closed form, in float64, summed over a set of points at
/// fixed weights. With p the probabilities and x a point with a 1 appended: gradient (p - y) x^T, Hessian
/// (diag(p) - p p^T) kron x x^T. Points that are mostly zeros are read through their other values only.
/// </summary>
/// <remarks>
/// Vectors are rows in the network's <see cref="ParameterLayout"/>, gaps included. Not thread-safe: every thread makes its own.
/// </remarks>
public sealed unsafe class SoftmaxRegressionCurvature : IDisposable
{
    /// <summary>Points whose logits are computed at once.</summary>
    private const int Chunk = 64;

    private readonly DenseNetwork _network;
    private readonly FeatureRows<double> _rows;
    private readonly int[] _points;
    private readonly DenseMember<double> _member;
    private readonly double[] _probabilities;
    private readonly int _inputs;
    private readonly int _columns;
    private readonly BatchColumns<double>[] _byFeature;

    /// <summary>Computes the probabilities of all points once.</summary>
    /// <param name="data">Dataset and a network without hidden layers.</param>
    /// <param name="weights">One member's row, [width].</param>
    /// <param name="points">Point ids to sum over; repetitions count.</param>
    /// <exception cref="ArgumentException">The network has hidden layers.</exception>
    public SoftmaxRegressionCurvature(TrainingData data, ReadOnlySpan<double> weights, IReadOnlyList<int> points)
    {
        if (data.Network.AffineChain is not { Layers.Length: 1 } network)
        {
            throw new ArgumentException("Only softmax regression has this closed form.", nameof(data));
        }

        _network = network;
        _rows = data.Tensors.Rows<double>();
        _points = [.. points];
        int[] labels = data.Dataset.Labels;
        _inputs = network.Widths[0];
        _member = new DenseMember<double>(network, Chunk);
        _columns = _member.Stride;
        _probabilities = new double[_points.Length * _columns];
        _member.Load(weights);
        foreach ((int start, int count) in Chunks())
        {
            ReadOnlySpan<int> ids = _points.AsSpan(start, count);
            Span<double> own = Probabilities(start, count);
            Span<double> logits = _member.Forward(_rows, ids);
            SoftmaxErrors.Fill<double>(logits, labels, ids, network.Classes, _columns, own, 1.0);
            for (int i = 0; i < count; i++)
            {
                own[(i * _columns) + labels[ids[i]]] += 1.0;
            }
        }

        _byFeature = _rows.Sparse
            ? [.. Chunks().Select(c => new BatchColumns<double>(_rows, _points.AsSpan(c.Start, c.Count)))]
            : [];
    }

    /// <summary>Number of real parameters: the rows of <see cref="Hessian"/>.</summary>
    public int Count => _network.Layout.Count;

    /// <summary>The sum of the points' Hessians times a vector.</summary>
    /// <param name="vector">A row, [width].</param>
    /// <returns>A row, zero in gaps.</returns>
    public double[] Product(ReadOnlySpan<double> vector)
    {
        // A forward pass with the vector in place of the weights gives u = V x; the Hessian's share is (p u - p (p . u)) x^T.
        _member.Load(vector);
        _member.Gradient.Clear();
        foreach ((int start, int count) in Chunks())
        {
            ReadOnlySpan<double> changes = _member.Forward(_rows, _points.AsSpan(start, count));
            ReadOnlySpan<double> probabilities = Probabilities(start, count);
            for (int at = 0; at < count * _columns; at += _columns)
            {
                ReadOnlySpan<double> p = probabilities.Slice(at, _network.Classes);
                ReadOnlySpan<double> u = changes.Slice(at, _network.Classes);
                Span<double> errors = _member.LogitErrors.Slice(at, _network.Classes);
                double mean = 0.0;
                for (int c = 0; c < p.Length; c++)
                {
                    mean += p[c] * u[c];
                }

                for (int c = 0; c < p.Length; c++)
                {
                    errors[c] = p[c] * (u[c] - mean);
                }
            }

            AddOuterProducts(start, count);
        }

        return GradientRow();
    }

    /// <summary>
    /// The sum of the points' Hessians, [Count, Count], float64; parameters in the layout's order without gaps: weights class by class,
    /// then biases. Owned by the caller.
    /// </summary>
    public Tensor Hessian()
    {
        int classes = _network.Classes;
        var blocks = new SoftmaxHessianBlocks(_rows, _points, _probabilities, classes, _columns);
        int side = blocks.Features.Length;
        Tensor matrix = zeros([Count, Count], ScalarType.Float64);
        Span<double> values = MemoryMarshal.Cast<byte, double>(matrix.bytes);
        var diagonals = new double[classes][];
        for (int c = 0; c < classes; c++)
        {
            diagonals[c] = new double[side * side];
        }

        // Probabilities sum to 1, so a diagonal block is minus the sum of the others of its row: 45 products instead of 55.
        for (int c = 0; c < classes; c++)
        {
            for (int d = c + 1; d < classes; d++)
            {
                double[] block = blocks.Weighted(c, d);
                Place(values, block, blocks.Features, c, d, -1.0);
                Place(values, block, blocks.Features, d, c, -1.0);
                for (int i = 0; i < block.Length; i++)
                {
                    diagonals[c][i] += block[i];
                    diagonals[d][i] += block[i];
                }
            }
        }

        for (int c = 0; c < classes; c++)
        {
            Place(values, diagonals[c], blocks.Features, c, c, 1.0);
        }

        return matrix;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _member.Dispose();
        foreach (BatchColumns<double> chunk in _byFeature)
        {
            chunk.Dispose();
        }
    }

    private IEnumerable<(int Start, int Count)> Chunks()
    {
        for (int start = 0; start < _points.Length; start += Chunk)
        {
            yield return (start, Math.Min(Chunk, _points.Length - start));
        }
    }

    private Span<double> Probabilities(int start, int count) =>
        _probabilities.AsSpan(start * _columns, count * _columns);

    /// <summary>Adds (errors at the logits) x^T of one chunk to the gradient.</summary>
    private void AddOuterProducts(int start, int count)
    {
        if (!_rows.Sparse)
        {
            _member.Backward(_rows, _points.AsSpan(start, count), default(NoStep<double>));
            return;
        }

        BatchColumns<double> chunk = _byFeature[start / Chunk];
        fixed (double* errors = _member.LogitErrors)
        fixed (double* gradient = _member.Gradient)
        {
            MatrixKernel<double>.SparseTransposedMultiplyAdd(
                chunk.Starts,
                chunk.Rows,
                chunk.Values,
                errors,
                gradient,
                0,
                _inputs,
                _columns
            );
            double* bias = gradient + ((nint)_inputs * _columns);
            for (int i = 0; i < count * _columns; i++)
            {
                bias[i % _columns] += errors[i];
            }
        }
    }

    private double[] GradientRow()
    {
        var row = new double[_network.Layout.Width];
        _member.StoreGradient(row);
        return row;
    }

    /// <summary>Copies a block to where two classes meet.</summary>
    private void Place(Span<double> matrix, double[] block, int[] features, int c, int d, double sign)
    {
        int side = features.Length;
        int biases = _network.Classes * _inputs;
        for (int i = 0; i < side; i++)
        {
            int row = features[i] < _inputs ? (c * _inputs) + features[i] : biases + c;
            Span<double> to = matrix.Slice(row * Count, Count);
            ReadOnlySpan<double> from = block.AsSpan(i * side, side);
            Span<double> weights = to.Slice(d * _inputs, _inputs);
            for (int j = 0; j < side - 1; j++)
            {
                weights[features[j]] = sign * from[j];
            }

            to[biases + d] = sign * from[side - 1];
        }
    }
}
