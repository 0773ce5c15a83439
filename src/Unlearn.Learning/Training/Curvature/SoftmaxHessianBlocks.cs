using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Unlearn.Learning.Training.Dense;

namespace Unlearn.Learning.Training.Curvature;

/// <summary>
/// Sums over points of w x x^T, x with a 1 appended and w the product of two classes' probabilities: the blocks of softmax regression's
/// Hessian. The upper triangle is computed by chunks of points that stay in the cache, and mirrored.
/// </summary>
internal sealed unsafe class SoftmaxHessianBlocks
{
    /// <summary>Points whose weighted copy is made at once.</summary>
    private const int Chunk = 32;

    /// <summary>Two vectors of doubles: what the kernel computes at least, and the triangle's step.</summary>
    private const int Block = 8;

    private readonly double[] _points;
    private readonly double[] _weighted;
    private readonly double[] _sums;
    private readonly double[] _probabilities;
    private readonly int _count;
    private readonly int _side;
    private readonly int _stride;
    private readonly int _columns;

    /// <summary>Copies the points without the features that none of them has, padded to whole blocks.</summary>
    /// <param name="rows">All points.</param>
    /// <param name="points">Ids of those to sum over.</param>
    /// <param name="probabilities">Of those, row-major.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="columns">Row length of the probabilities.</param>
    public SoftmaxHessianBlocks(
        FeatureRows<double> rows,
        int[] points,
        double[] probabilities,
        int classes,
        int columns
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, columns);
        bool[] used = new bool[rows.Features];
        foreach (int point in points)
        {
            ReadOnlySpan<double> x = rows.Values.AsSpan(point * rows.Features, rows.Features);
            for (int feature = 0; feature < x.Length; feature++)
            {
                used[feature] |= x[feature] != 0.0;
            }
        }

        Features = [.. Enumerable.Range(0, rows.Features).Where(feature => used[feature]), rows.Features];
        _side = Features.Length;
        _stride = (_side + Block - 1) / Block * Block;
        _count = points.Length;
        _columns = columns;
        _probabilities = probabilities;
        _points = new double[_count * _stride];
        _weighted = new double[Chunk * _stride];
        _sums = new double[_stride * _stride];
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<double> x = rows.Values.AsSpan(points[i] * rows.Features, rows.Features);
            Span<double> to = _points.AsSpan(i * _stride, _stride);
            for (int j = 0; j < _side - 1; j++)
            {
                to[j] = x[Features[j]];
            }

            to[_side - 1] = 1.0;
        }
    }

    /// <summary>What the rows and columns of a block stand for: features that some point has, and last the appended 1.</summary>
    public int[] Features { get; }

    /// <summary>The sum of p_c p_d x x^T, row-major.</summary>
    public double[] Weighted(int c, int d)
    {
        Array.Clear(_sums);
        for (int start = 0; start < _count; start += Chunk)
        {
            int count = Math.Min(Chunk, _count - start);
            for (int i = 0; i < count; i++)
            {
                int point = start + i;
                double weight = _probabilities[(point * _columns) + c] * _probabilities[(point * _columns) + d];
                Scale(_points.AsSpan(point * _stride, _stride), weight, _weighted.AsSpan(i * _stride, _stride));
            }

            AddTriangle(start, count);
        }

        var block = new double[_side * _side];
        for (int i = 0; i < _side; i++)
        {
            for (int j = i; j < _side; j++)
            {
                block[(i * _side) + j] = block[(j * _side) + i] = _sums[(i * _stride) + j];
            }
        }

        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ReadOnlySpan<double> from, double factor, Span<double> to)
    {
        fixed (double* source = from)
        fixed (double* target = to)
        {
            for (int i = 0; i < from.Length; i += Vector256<double>.Count)
            {
                (Vector256.Load(source + i) * factor).Store(target + i);
            }
        }
    }

    private void AddTriangle(int start, int count)
    {
        fixed (double* weighted = _weighted)
        fixed (double* points = &_points[start * _stride])
        fixed (double* sums = _sums)
        {
            for (int i = 0; i < _stride; i += Block)
            {
                MatrixKernel<double>.TransposedMultiplyAdd(
                    weighted + i,
                    _stride,
                    points + i,
                    sums + ((nint)i * _stride) + i,
                    _stride,
                    count,
                    Block,
                    _stride - i
                );
            }
        }
    }
}
