using System.Numerics;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// The gradient of one convolution, added up lane by lane: only at the end do the lanes meet, so that the squares of single points' gradients can be added up
/// instead.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ConvolutionGradient<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Lanes = LanePicture<T>.Lanes;
    private const int Outputs = ConvolutionKernel<T>.OutputsAtOnce;
    private const int Taps = ConvolutionKernel<T>.TapsAtOnce;

    private readonly ConvolutionBlock _block;
    private readonly AlignedBuffer<T> _weights;
    private readonly AlignedBuffer<T> _biases;

    /// <summary>Allocates.</summary>
    public ConvolutionGradient(ConvolutionBlock block)
    {
        _block = block;
        _weights = new AlignedBuffer<T>(block.Outputs * block.Taps * Lanes);
        _biases = new AlignedBuffer<T>(block.Outputs * Lanes);
    }

    /// <summary>Begins at zero.</summary>
    public void Clear()
    {
        _weights.Span.Clear();
        _biases.Span.Clear();
    }

    /// <summary>Adds what one group of points adds.</summary>
    /// <param name="inputs">What came in, from the corner of the border.</param>
    /// <param name="errors">Errors of the sums.</param>
    /// <param name="squares">Whether squares of the points' own gradients are added up instead.</param>
    public void Add(LanePicture<T> inputs, LanePicture<T> errors, bool squares)
    {
        T* sums = stackalloc T[Outputs * Taps * Lanes];
        T** under = stackalloc T*[Taps];
        for (int tap = 0; tap < _block.Taps; tap += Taps)
        {
            for (int i = 0; i < Taps; i++)
            {
                under[i] = Under(inputs, Math.Min(tap + i, _block.Taps - 1));
            }

            for (int output = 0; output < _block.Outputs; output += Outputs)
            {
                Correlate(errors, output, under, inputs.Row, sums);
                for (int i = 0; i < Outputs && output + i < _block.Outputs; i++)
                {
                    for (int j = 0; j < Taps && tap + j < _block.Taps; j++)
                    {
                        int weight = ((output + i) * _block.Taps) + tap + j;
                        Add(sums + (((i * Taps) + j) * Lanes), _weights.Start + ((nint)weight * Lanes), squares);
                    }
                }
            }
        }

        AddBiases(errors, squares);
    }

    /// <summary>Adds the points' gradients up, into all of the member's.</summary>
    public void Sum(T* gradient)
    {
        for (int weight = 0; weight < _block.Outputs * _block.Taps; weight++)
        {
            gradient[_block.Weights + weight] += Total(_weights.Start + ((nint)weight * Lanes));
        }

        for (int output = 0; output < _block.Outputs; output++)
        {
            gradient[_block.Bias + output] += Total(_biases.Start + (output * Lanes));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _weights.Dispose();
        _biases.Dispose();
    }

    /// <summary>The place of the inputs under the first sum at one place of the kernels.</summary>
    private T* Under(LanePicture<T> inputs, int tap)
    {
        int square = _block.Kernel * _block.Kernel;
        int place = tap % square;
        return inputs.At(tap / square, place / _block.Kernel, place % _block.Kernel);
    }

    private void Correlate(LanePicture<T> errors, int output, T** under, int inputRow, T* sums)
    {
        T** at = stackalloc T*[Outputs];
        for (int i = 0; i < Outputs; i++)
        {
            at[i] = errors.At(Math.Min(output + i, _block.Outputs - 1), 0, 0);
        }

        int rows = 2 * _block.PooledRows;
        int columns = 2 * _block.PooledColumns;
        ConvolutionKernel<T>.Correlate(at, errors.Row, under, inputRow, rows, columns, sums);
    }

    private void AddBiases(LanePicture<T> errors, bool squares)
    {
        T* sums = stackalloc T[Lanes];
        for (int output = 0; output < _block.Outputs; output++)
        {
            new Span<T>(sums, Lanes).Clear();
            for (int row = 0; row < 2 * _block.PooledRows; row++)
            {
                T* error = errors.At(output, row, 0);
                for (int column = 0; column < 2 * _block.PooledColumns; column++, error += Lanes)
                {
                    Add(error, sums, squares: false);
                }
            }

            Add(sums, _biases.Start + (output * Lanes), squares);
        }
    }

    private static void Add(T* values, T* to, bool squares)
    {
        for (int lane = 0; lane < Lanes; lane += Vector256<T>.Count)
        {
            Vector256<T> value = Vector256.Load(values + lane);
            value = squares ? value * value : value;
            (Vector256.Load(to + lane) + value).Store(to + lane);
        }
    }

    private static T Total(T* values)
    {
        Vector256<T> sum = Vector256<T>.Zero;
        for (int lane = 0; lane < Lanes; lane += Vector256<T>.Count)
        {
            sum += Vector256.Load(values + lane);
        }

        return Lanes<T>.Total(sum);
    }
}
