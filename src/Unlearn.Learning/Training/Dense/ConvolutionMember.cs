using System.Numerics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// One member of a <see cref="ConvolutionalNetwork"/>: blocks of convolution and pooling on pictures of 16 points side by side, then affine layers on the
/// whole batch.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ConvolutionMember<T> : NativeMember<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Lanes = LanePicture<T>.Lanes;

    private readonly ConvolutionBlock[] _blocks;
    private readonly ConvolutionLayer<T>[] _convolutions;
    private readonly AffineLayers<T> _affine;
    private readonly AlignedBuffer<T> _pooled;
    private readonly AlignedBuffer<T>[] _errors;
    private readonly AlignedBuffer<T> _point;

    /// <summary>Allocates for batches of up to a number of points.</summary>
    public ConvolutionMember(ConvolutionalNetwork network, int batchSize)
        : base(new DensePacking(network.Layout, network.AffineWidths))
    {
        int groups = Groups(batchSize);
        _blocks = [.. ConvolutionBlock.Of(network)];
        _convolutions = [.. _blocks.Select(block => new ConvolutionLayer<T>(block, network.Activation, groups))];
        _affine = new AffineLayers<T>(
            Packing.Layers[0].Inputs,
            Packing.Layers,
            network.Activation,
            isActivated: false,
            batchSize
        );
        _pooled = new AlignedBuffer<T>(checked(groups * Lanes * Packing.Layers[0].Inputs));
        _errors =
        [
            .. _blocks.Select(static block => new AlignedBuffer<T>(
                block.Outputs * block.PooledRows * block.PooledColumns * Lanes
            )),
        ];
        _point = new AlignedBuffer<T>(Lanes * _blocks[0].Inputs * _blocks[0].Rows * _blocks[0].Columns);
        Parts =
        [
            .. _blocks.Select(static block => block.Weights..block.End),
            .. Packing.Layers.Select(static layer => layer.Offset..layer.End),
        ];
    }

    /// <inheritdoc />
    public override IReadOnlyList<Range> Parts { get; }

    /// <inheritdoc />
    public override int Stride => Packing.Layers[^1].Columns;

    /// <inheritdoc />
    public override Span<T> LogitErrors => _affine.OutputErrors;

    /// <inheritdoc />
    public override Span<T> Forward(FeatureRows<T> rows, ReadOnlySpan<int> points, bool keep = true)
    {
        ConvolutionBlock last = _blocks[^1];
        for (int group = 0; group < Groups(points.Length); group++)
        {
            Read(rows, points, group);
            for (int i = 0; i < _blocks.Length; i++)
            {
                _convolutions[i].Forward(FirstWeight, group, Outputs(i, group), keep);
            }

            Outputs(_blocks.Length - 1, group)
                .Gather(
                    _affine.Inputs + ((nint)group * Lanes * _affine.InputStride),
                    _affine.InputStride,
                    Count(points, group),
                    last.Outputs,
                    last.PooledRows,
                    last.PooledColumns
                );
        }

        return _affine.Forward(FirstWeight, points.Length);
    }

    /// <inheritdoc />
    public override void Backward<TStep>(
        FeatureRows<T> rows,
        ReadOnlySpan<int> points,
        TStep step,
        int lowest = 0,
        bool squares = false
    )
    {
        _affine.Backward(Weights, Gradient, points.Length, lowest - _blocks.Length, squares, step);
        if (lowest >= _blocks.Length)
        {
            return;
        }

        for (int i = lowest; i < _blocks.Length; i++)
        {
            _convolutions[i].Clear();
        }

        for (int group = 0; group < Groups(points.Length); group++)
        {
            AddGradients(group, Count(points, group), lowest, squares);
        }

        for (int i = lowest; i < _blocks.Length; i++)
        {
            _convolutions[i].SumGradient(FirstGradient);
            step.Apply(Weights, Gradient, _blocks[i].Weights, _blocks[i].End - _blocks[i].Weights);
        }
    }

    /// <inheritdoc />
    protected override void Free()
    {
        _affine.Dispose();
        _pooled.Dispose();
        _point.Dispose();
        foreach (IDisposable owned in _convolutions.Concat<IDisposable>(_errors))
        {
            owned.Dispose();
        }
    }

    private static int Groups(int points) => (points + Lanes - 1) / Lanes;

    private static int Count(ReadOnlySpan<int> points, int group) => Math.Min(Lanes, points.Length - (group * Lanes));

    /// <summary>The gradients of the convolutions of one group, from the last one down.</summary>
    private void AddGradients(int group, int points, int lowest, bool squares)
    {
        ConvolutionBlock last = _blocks[^1];
        Errors(_blocks.Length - 1)
            .Scatter(
                _affine.InputErrors + ((nint)group * Lanes * _affine.InputStride),
                _affine.InputStride,
                points,
                last.Outputs,
                last.PooledRows,
                last.PooledColumns
            );
        for (int i = _blocks.Length - 1; i >= lowest; i--)
        {
            _convolutions[i].Take(group, Outputs(i, group), Errors(i));
            _convolutions[i].AddGradient(group, squares);
            if (i > lowest)
            {
                _convolutions[i].ErrorsBelow(FirstWeight, Errors(i - 1));
            }
        }
    }

    /// <summary>Copies a group's points into the first block.</summary>
    private void Read(FeatureRows<T> rows, ReadOnlySpan<int> points, int group)
    {
        ConvolutionBlock first = _blocks[0];
        int count = Count(points, group);
        for (int i = 0; i < count; i++)
        {
            rows.Values.AsSpan(points[(group * Lanes) + i] * rows.Features, rows.Features)
                .CopyTo(_point.Span[(i * rows.Features)..]);
        }

        LanePicture<T> inputs = _convolutions[0].Inputs(group);
        inputs.Scatter(_point.Start, rows.Features, count, first.Inputs, first.Rows, first.Columns);
    }

    /// <summary>What comes out of a block, which is what the next one takes in.</summary>
    private LanePicture<T> Outputs(int block, int group) =>
        block < _blocks.Length - 1
            ? _convolutions[block + 1].Inputs(group)
            : Plain(_pooled.Start + ((nint)group * Lanes * Packing.Layers[0].Inputs), block);

    private LanePicture<T> Errors(int block) => Plain(_errors[block].Start, block);

    private LanePicture<T> Plain(T* start, int block)
    {
        int row = _blocks[block].PooledColumns * Lanes;
        return new LanePicture<T>(start, _blocks[block].PooledRows * row, row);
    }
}
