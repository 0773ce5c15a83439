namespace Unlearn.Learning.Tests.Models;

/// <summary>A convolution and its gradients as sums written out in float64, straight from the definition.</summary>
internal sealed class NaiveConvolution(int batch, int inputs, int outputs, int side, int stride, int rows, int columns)
{
    public int OutputRows => (rows + stride - 1) / stride;

    public int OutputColumns => (columns + stride - 1) / stride;

    public double[] Forward(double[] images, double[] weight, double[] bias)
    {
        var sums = new double[batch * outputs * OutputRows * OutputColumns];
        Each(
            (output, image, filter) =>
            {
                sums[output] += images[image] * weight[filter];
            }
        );
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += bias[i / (OutputRows * OutputColumns) % outputs];
        }

        return sums;
    }

    /// <summary>Gradients of the sum over outputs of output times error.</summary>
    public (double[] Images, double[] Weight, double[] Bias) Backward(double[] images, double[] weight, double[] errors)
    {
        var ofImages = new double[images.Length];
        var ofWeight = new double[weight.Length];
        var ofBias = new double[outputs];
        Each(
            (output, image, filter) =>
            {
                ofImages[image] += errors[output] * weight[filter];
                ofWeight[filter] += errors[output] * images[image];
            }
        );
        for (int i = 0; i < errors.Length; i++)
        {
            ofBias[i / (OutputRows * OutputColumns) % outputs] += errors[i];
        }

        return (ofImages, ofWeight, ofBias);
    }

    /// <summary>Every product of the definition: positions of output, image and filter value.</summary>
    private void Each(Action<int, int, int> product)
    {
        int half = side / 2;
        for (int n = 0; n < batch; n++)
        for (int o = 0; o < outputs; o++)
        for (int y = 0; y < OutputRows; y++)
        for (int x = 0; x < OutputColumns; x++)
        for (int c = 0; c < inputs; c++)
        for (int i = 0; i < side; i++)
        for (int j = 0; j < side; j++)
        {
            int row = (y * stride) + i - half;
            int column = (x * stride) + j - half;
            if (row >= 0 && row < rows && column >= 0 && column < columns)
            {
                product(
                    (((((n * outputs) + o) * OutputRows) + y) * OutputColumns) + x,
                    (((((n * inputs) + c) * rows) + row) * columns) + column,
                    (((((o * inputs) + c) * side) + i) * side) + j
                );
            }
        }
    }
}
