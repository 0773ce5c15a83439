using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Sizes of one block of a convolutional network: a convolution that keeps the size, 2 x 2 maximum pooling, an activation.</summary>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Kernel">Side of the kernels, odd.</param>
/// <param name="Rows">Rows that come in, at least 2.</param>
/// <param name="Columns">Columns that come in, at least 2.</param>
/// <param name="Weights">Where the kernels lie in a member's row, [outputs, inputs, kernel, kernel].</param>
/// <param name="Bias">Where the biases lie.</param>
/// <param name="End">Where the next layer's weights lie.</param>
internal readonly record struct ConvolutionBlock(
    int Inputs,
    int Outputs,
    int Kernel,
    int Rows,
    int Columns,
    int Weights,
    int Bias,
    int End
)
{
    /// <summary>Zeros around a picture, so that kernels see nothing beyond its edge.</summary>
    public int Border => Kernel / 2;

    /// <summary>Values of one output's kernels.</summary>
    public int Taps => Inputs * Kernel * Kernel;

    /// <summary>Rows after pooling; an odd last one is left out.</summary>
    public int PooledRows => Rows / 2;

    /// <summary>Columns after pooling; an odd last one is left out.</summary>
    public int PooledColumns => Columns / 2;

    /// <summary>The blocks of a network, from input to output.</summary>
    public static IEnumerable<ConvolutionBlock> Of(ConvolutionalNetwork network)
    {
        ImageShape image = ImageShape.Of(network.FeatureShape, "cnn");
        int inputs = image.Channels;
        for (int i = 0; i < network.Channels.Length; i++)
        {
            ParameterShape weight = network.Layout.Parameters[2 * i];
            ParameterShape bias = network.Layout.Parameters[(2 * i) + 1];
            yield return new ConvolutionBlock(
                inputs,
                network.Channels[i],
                network.Kernel,
                image.Rows >> i,
                image.Columns >> i,
                weight.Offset,
                bias.Offset,
                bias.Offset + bias.Padded
            );
            inputs = network.Channels[i];
        }
    }
}
