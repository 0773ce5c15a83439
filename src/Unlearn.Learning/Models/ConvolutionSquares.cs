using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using Unlearn.Learning.Vectors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>
/// What single points' gradients of one convolution come to. None is kept: a few values of a point's gradient are summed over its picture in
/// registers, and their squares are added to those of the other points. The tensor library would unfold the pictures, multiply, write all gradients and square them.
/// </summary>
/// <param name="Weights">Sums over points of the squared gradients of the kernels, [outputs, inputs, side, side].</param>
/// <param name="Products">Each point's gradient of each output's kernel times that kernel, [B, outputs]: the sum over places of errors times outputs without bias.</param>
/// <param name="Errors">Each point's gradient of each output's bias, [B, outputs]: the sum of errors over places.</param>
internal readonly record struct ConvolutionSquares(Tensor Weights, Tensor Products, Tensor Errors)
{
    /// <summary>Computes them.</summary>
    /// <param name="images">What went in, [B, inputs, rows, columns].</param>
    /// <param name="errors">Derivatives of each point's loss at what came out, [B, outputs, rows / stride, columns / stride].</param>
    /// <param name="weight">The kernels, [outputs, inputs, side, side].</param>
    /// <param name="stride">Pixels from one output to the next.</param>
    public static ConvolutionSquares Of(Tensor images, Tensor errors, Tensor weight, long stride) =>
        (weight.dtype == ScalarType.Float64, Vector512.IsHardwareAccelerated) switch
        {
            (true, true) => Of<double, Points512<double>>(images, errors, weight, stride),
            (true, false) => Of<double, Points256<double>>(images, errors, weight, stride),
            (false, true) => Of<float, Points512<float>>(images, errors, weight, stride),
            (false, false) => Of<float, Points256<float>>(images, errors, weight, stride),
        };

    /// <summary>The same in vectors of one length, which changes no bit.</summary>
    public static unsafe ConvolutionSquares Of<T, TVector>(Tensor images, Tensor errors, Tensor weight, long stride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct, IPointVector<TVector, T>
    {
        using DisposeScope scope = NewDisposeScope();
        long outputs = weight.size(0);
        long channels = weight.size(1);
        long side = weight.size(3);
        long run = side * channels; // what a row of the kernel sees at once lies side by side
        long moreOutputs = Missing(outputs, ConvolutionWalk<T, TVector>.Lanes);
        long moreInputs = Missing(run, ConvolutionWalk<T, TVector>.Inputs);
        Tensor pictures = images.permute(0, 2, 3, 1).contiguous();
        Tensor slopes = Filled(errors.permute(0, 2, 3, 1), [0, moreOutputs]).contiguous();
        Tensor kernels = Filled(weight.permute(2, 3, 1, 0).reshape(side, run, outputs), [0, moreOutputs, 0, moreInputs])
            .contiguous();
        Tensor squares = zeros_like(kernels);
        Tensor products = zeros([images.size(0), outputs + moreOutputs], dtype: weight.dtype);
        fixed (
            T* picture = Values<T>(pictures),
                slope = Values<T>(slopes),
                kernel = Values<T>(kernels),
                square = Values<T>(squares),
                product = Values<T>(products)
        )
        {
            var walk = new ConvolutionWalk<T, TVector>(pictures.shape, slopes.shape, (int)side, (int)stride);
            walk.Add(picture, slope, kernel, square, product);
        }

        Tensor real = squares.narrow(1, 0, run).narrow(2, 0, outputs);
        return new ConvolutionSquares(
            real.reshape(side, side, channels, outputs).permute(3, 2, 0, 1).MoveToOuterDisposeScope(),
            products.narrow(1, 0, outputs).MoveToOuterDisposeScope(),
            errors.sum([2, 3]).MoveToOuterDisposeScope()
        );
    }

    private static Span<T> Values<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.bytes);

    private static long Missing(long size, long block) => (block - (size % block)) % block;

    private static Tensor Filled(Tensor values, long[] zeros) =>
        Array.TrueForAll(zeros, static count => count == 0) ? values : pad(values, zeros);
}
