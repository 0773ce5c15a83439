using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>
/// The one place that calls the tensor library's convolution. In libtorch 2.10 (oneDNN 3.7) a sum over channels that fill no whole blocks
/// of 16 reads memory that was never written: over more than 16 inputs going forward, over outputs in the gradient of the images, over the batch
/// (which then stands for channels) in second derivatives; and second derivatives of 1 x 1 kernels are wrong. So
/// everything is filled up with zeros to sizes that are computed right, what was added is cut off again, and 1 x 1 kernels are matrices.
/// </summary>
internal static class PaddedConvolution
{
    /// <summary>Sizes of blocks.</summary>
    private const long Block = 16;

    /// <summary>A convolution with square kernels of odd side and padding that keeps the size, divided by the stride and rounded up.</summary>
    /// <param name="images">[B, inputs, rows, columns].</param>
    /// <param name="weight">[outputs, inputs, side, side].</param>
    /// <param name="bias">[outputs], or null for none.</param>
    /// <param name="stride">Pixels from one output to the next.</param>
    /// <returns>[B, outputs, rows / stride, columns / stride]; not contiguous where something was cut off.</returns>
    public static Tensor Apply(Tensor images, Tensor weight, Tensor? bias = null, long stride = 1)
    {
        long batch = images.size(0);
        long inputs = weight.size(1);
        long outputs = weight.size(0);
        long side = weight.size(3);
        if (side == 1)
        {
            return Pointwise(images, weight, bias, stride);
        }

        long moreBatch = batch > Block ? Missing(batch) : 0;
        long moreInputs = inputs > Block ? Missing(inputs) : 0;
        long moreOutputs = Missing(outputs);
        Tensor values = Filled(images, [0, 0, 0, 0, 0, moreInputs, 0, moreBatch]);
        Tensor filters = Filled(weight, [0, 0, 0, 0, 0, moreInputs, 0, moreOutputs]);
        Tensor? start = bias is null ? null : Filled(bias, [0, moreOutputs]);
        long padding = side / 2;
        Tensor sums = conv2d(values, filters, start, strides: [stride, stride], padding: [padding, padding]);
        return Cut(Cut(sums, 1, outputs), 0, batch);
    }

    private static Tensor Pointwise(Tensor images, Tensor weight, Tensor? bias, long stride)
    {
        Tensor chosen =
            stride == 1 ? images : images.slice(2, 0, images.size(2), stride).slice(3, 0, images.size(3), stride);
        return linear(chosen.permute(0, 2, 3, 1), weight.flatten(1), bias).permute(0, 3, 1, 2);
    }

    private static long Missing(long size) => (Block - (size % Block)) % Block;

    private static Tensor Filled(Tensor values, long[] zeros) =>
        Array.TrueForAll(zeros, static count => count == 0) ? values : pad(values, zeros);

    private static Tensor Cut(Tensor values, int axis, long size) =>
        values.size(axis) == size ? values : values.narrow(axis, 0, size);
}
