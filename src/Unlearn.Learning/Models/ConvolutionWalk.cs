using System.Numerics;
using Unlearn.Learning.Vectors;

namespace Unlearn.Learning.Models;

/// <summary>
/// Goes through the points of one convolution and adds up the squares of their own gradients. Channels lie side by side, so what one row of the kernel sees at a place is one
/// run of values, of which it takes some at a time: their sums over the picture stay in registers until they are squared.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TVector">Outputs that are computed together.</typeparam>
/// <param name="pictures">Sizes of what went in: points, rows, columns, channels.</param>
/// <param name="errors">Sizes of what came out: points, rows, columns, outputs, a multiple of <see cref="Lanes"/>.</param>
/// <param name="side">Of the kernel, odd; the picture is framed by half of it.</param>
/// <param name="stride">Pixels from one output to the next.</param>
internal readonly unsafe struct ConvolutionWalk<T, TVector>(long[] pictures, long[] errors, int side, int stride)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct, IPointVector<TVector, T>
{
    /// <summary>Outputs come in whole vectors of any length.</summary>
    public const int Lanes = 16;

    /// <summary>Values of a run that are taken at a time.</summary>
    public const int Inputs = CorrelationKernel<T, TVector>.Inputs;

    private readonly int _points = (int)pictures[0];
    private readonly int _pictureRows = (int)pictures[1];
    private readonly int _pictureRow = (int)(pictures[2] * pictures[3]);
    private readonly int _channels = (int)pictures[3];
    private readonly int _rows = (int)errors[1];
    private readonly int _columns = (int)errors[2];
    private readonly int _outputs = (int)errors[3];
    private readonly int _side = side;
    private readonly int _stride = stride;

    private int Border => _side / 2 * _channels;

    private int FrameRow => _pictureRow + (2 * Border);

    /// <summary>Adds all points.</summary>
    /// <param name="picture">What went in, point by point, row by row, channels side by side.</param>
    /// <param name="error">Errors at what came out, likewise.</param>
    /// <param name="kernel">The kernels, [side, run filled up to a multiple of <see cref="Inputs"/>, outputs].</param>
    /// <param name="square">Sums of squares, likewise; those of what was filled up mean nothing.</param>
    /// <param name="product">Products of gradients and kernels, [points, outputs].</param>
    public void Add(T* picture, T* error, T* kernel, T* square, T* product)
    {
        // A border of zeros around the picture; what the last run is filled up with lies behind it.
        var frame = new T[((_pictureRows + (_side / 2 * 2)) * FrameRow) + Inputs];
        fixed (T* framed = frame)
        {
            for (int point = 0; point < _points; point++)
            {
                for (int row = 0; row < _pictureRows; row++, picture += _pictureRow)
                {
                    T* to = framed + ((nint)(row + (_side / 2)) * FrameRow) + Border;
                    new Span<T>(picture, _pictureRow).CopyTo(new Span<T>(to, _pictureRow));
                }

                AddOne(framed, error, kernel, square, product);
                error += (nint)_rows * _columns * _outputs;
                product += _outputs;
            }
        }
    }

    private void AddOne(T* framed, T* error, T* kernel, T* square, T* product)
    {
        T* sums = stackalloc T[Inputs * Lanes];
        for (int line = 0; line < _side; line++, framed += FrameRow)
        {
            for (int input = 0; input < _side * _channels; input += Inputs)
            {
                for (int output = 0; output < _outputs; output += TVector.Count)
                {
                    CorrelationKernel<T, TVector>.Sum(
                        error + output,
                        _outputs,
                        framed + input,
                        _stride * _channels,
                        _stride * FrameRow,
                        _rows,
                        _columns,
                        sums
                    );
                    Take(sums, kernel + output, square + output, product + output);
                }

                kernel += Inputs * _outputs;
                square += Inputs * _outputs;
            }
        }
    }

    private void Take(T* sums, T* kernel, T* square, T* product)
    {
        TVector total = TVector.Load(product);
        for (int input = 0; input < Inputs; input++)
        {
            TVector sum = TVector.Load(sums + (input * TVector.Count));
            total = TVector.MultiplyAdd(sum, TVector.Load(kernel), total);
            TVector.MultiplyAdd(sum, sum, TVector.Load(square)).Store(square);
            kernel += _outputs;
            square += _outputs;
        }

        total.Store(product);
    }
}
