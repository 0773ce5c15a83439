using System.Numerics;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// One block of a convolutional network and what it keeps of a batch, group of <see cref="LanePicture{T}.Lanes"/> points by group. A convolution is a sum over the
/// places of its kernels; so are its gradient, and the errors of what came in, which turn the kernels upside down.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ConvolutionLayer<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Lanes = LanePicture<T>.Lanes;

    private readonly ConvolutionBlock _block;
    private readonly Activation _activation;
    private readonly AlignedBuffer<T> _inputs;
    private readonly AlignedBuffer<T> _winners;
    private readonly AlignedBuffer<T> _errors;
    private readonly ConvolutionGradient<T> _gradient;

    /// <summary>Allocates.</summary>
    /// <param name="block">Sizes.</param>
    /// <param name="activation">The function after pooling.</param>
    /// <param name="groups">Groups of the largest batch.</param>
    public ConvolutionLayer(ConvolutionBlock block, Activation activation, int groups)
    {
        _block = block;
        _activation = activation;
        _inputs = new AlignedBuffer<T>(checked(groups * block.Inputs * Channel));
        _winners = new AlignedBuffer<T>(checked(groups * block.Outputs * WinnerChannel));
        _errors = new AlignedBuffer<T>(block.Outputs * Channel);
        _gradient = new ConvolutionGradient<T>(block);
    }

    private int Row => (_block.Columns + (2 * _block.Border)) * Lanes;

    // An odd number of places, so that the same place of all channels does not fall into the same part of the cache.
    private int Channel => ((((_block.Rows + (2 * _block.Border)) * Row) / Lanes) | 1) * Lanes;

    private int WinnerChannel => _block.PooledRows * _block.PooledColumns * Lanes;

    /// <summary>What comes in, without its border.</summary>
    public LanePicture<T> Inputs(int group) => Framed(group).From(0, _block.Border, _block.Border);

    /// <summary>What comes out for one group.</summary>
    /// <param name="weights">All of the member's weights.</param>
    /// <param name="group">The group; its <see cref="Inputs"/> are there.</param>
    /// <param name="outputs">Where activations go.</param>
    /// <param name="keep">Whether it is noted which sums were the largest, for <see cref="Take"/>.</param>
    public void Forward(T* weights, int group, LanePicture<T> outputs, bool keep)
    {
        LanePicture<T> inputs = Framed(group);
        T* winner = _winners.Start + ((nint)group * _block.Outputs * WinnerChannel);
        T* sums = stackalloc T[2 * 4 * Lanes];
        for (int row = 0; row < _block.PooledRows; row++)
        {
            for (int column = 0; column < _block.PooledColumns; column++)
            {
                LanePicture<T> window = inputs.From(0, 2 * row, 2 * column);
                for (int output = 0; output < _block.Outputs; output += 2)
                {
                    int next = Math.Min(output + 1, _block.Outputs - 1);
                    T* first = weights + _block.Weights + ((nint)output * _block.Taps);
                    T* second = weights + _block.Weights + ((nint)next * _block.Taps);
                    int square = _block.Kernel * _block.Kernel;
                    T firstBias = weights[_block.Bias + output];
                    T nextBias = weights[_block.Bias + next];
                    ConvolutionKernel<T>.Window(
                        window,
                        _block.Inputs,
                        _block.Kernel,
                        first,
                        second,
                        square,
                        1,
                        firstBias,
                        nextBias,
                        sums
                    );
                    int place = ((row * _block.PooledColumns) + column) * Lanes;
                    for (int one = output; one <= next; one++)
                    {
                        T* won = keep ? winner + ((nint)one * WinnerChannel) + place : null;
                        T* four = sums + ((one - output) * 4 * Lanes);
                        MaximumPooling<T>.Forward(four, _activation, outputs.At(one, row, column), won);
                    }
                }
            }
        }
    }

    /// <summary>Takes the errors of what came out for one group, for <see cref="AddGradient"/> and <see cref="ErrorsBelow"/>.</summary>
    /// <param name="group">The group.</param>
    /// <param name="outputs">What came out.</param>
    /// <param name="errors">Its errors.</param>
    public void Take(int group, LanePicture<T> outputs, LanePicture<T> errors)
    {
        T* winner = _winners.Start + ((nint)group * _block.Outputs * WinnerChannel);
        LanePicture<T> sums = Errors(_block.Border);
        for (int output = 0; output < _block.Outputs; output++)
        {
            for (int row = 0; row < _block.PooledRows; row++)
            {
                for (int column = 0; column < _block.PooledColumns; column++, winner += Lanes)
                {
                    MaximumPooling<T>.Backward(
                        errors.At(output, row, column),
                        outputs.At(output, row, column),
                        winner,
                        _activation,
                        sums.At(output, 2 * row, 2 * column),
                        sums.At(output, (2 * row) + 1, 2 * column)
                    );
                }
            }
        }
    }

    /// <summary>Errors of what came in for the group whose errors were taken.</summary>
    /// <param name="weights">All of the member's weights.</param>
    /// <param name="errors">Where they go.</param>
    public void ErrorsBelow(T* weights, LanePicture<T> errors)
    {
        LanePicture<T> framed = Errors(0);
        int square = _block.Kernel * _block.Kernel;
        T* sums = stackalloc T[2 * 4 * Lanes];
        for (int row = 0; row < _block.Rows; row += 2)
        {
            int top = Math.Min(row, _block.Rows - 2); // of an odd number of rows the last window computes one again
            for (int column = 0; column < _block.Columns; column += 2)
            {
                int left = Math.Min(column, _block.Columns - 2);
                LanePicture<T> window = framed.From(0, top, left);
                for (int input = 0; input < _block.Inputs; input += 2)
                {
                    int next = Math.Min(input + 1, _block.Inputs - 1);
                    T* first = weights + _block.Weights + ((nint)input * square) + square - 1;
                    T* second = weights + _block.Weights + ((nint)next * square) + square - 1;
                    ConvolutionKernel<T>.Window(
                        window,
                        _block.Outputs,
                        _block.Kernel,
                        first,
                        second,
                        _block.Taps,
                        -1,
                        T.Zero,
                        T.Zero,
                        sums
                    );
                    for (int one = input; one <= next; one++)
                    {
                        T* four = sums + ((one - input) * 4 * Lanes);
                        Copy(four, errors.At(one, top, left), 2 * Lanes);
                        Copy(four + (2 * Lanes), errors.At(one, top + 1, left), 2 * Lanes);
                    }
                }
            }
        }
    }

    /// <summary>Forgets the gradients of the last batch.</summary>
    public void Clear() => _gradient.Clear();

    /// <summary>Adds what the group whose errors were taken adds to the gradient.</summary>
    /// <param name="group">The group.</param>
    /// <param name="squares">Whether squares of the points' own gradients are added up instead.</param>
    public void AddGradient(int group, bool squares) => _gradient.Add(Framed(group), Errors(_block.Border), squares);

    /// <summary>Adds the gradients of the batch to all of the member's.</summary>
    public void SumGradient(T* gradient) => _gradient.Sum(gradient);

    /// <inheritdoc />
    public void Dispose()
    {
        _inputs.Dispose();
        _winners.Dispose();
        _errors.Dispose();
        _gradient.Dispose();
    }

    private LanePicture<T> Framed(int group) =>
        new(_inputs.Start + ((nint)group * _block.Inputs * Channel), Channel, Row);

    private LanePicture<T> Errors(int border) =>
        new LanePicture<T>(_errors.Start, Channel, Row).From(0, border, border);

    private static void Copy(T* from, T* to, int count) => new Span<T>(from, count).CopyTo(new Span<T>(to, count));
}
