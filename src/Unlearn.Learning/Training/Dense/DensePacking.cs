using System.Runtime.CompilerServices;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// How a dense network's parameters lie while it trains: each layer as [inputs + 1, outputs padded to 16], the last row being the bias,
/// where a stack has [outputs, inputs] and the bias apart.
/// </summary>
internal sealed unsafe class DensePacking
{
    private readonly ParameterLayout _layout;

    /// <summary>Lays the layers of a network out one after another.</summary>
    public DensePacking(DenseNetwork network)
    {
        _layout = network.Layout;
        Layers = new DenseLayer[network.Layers.Length];
        for (int i = 0; i < Layers.Length; i++)
        {
            Layers[i] = new DenseLayer(network.Widths[i], network.Widths[i + 1], Pad(network.Widths[i + 1]), Length);
            Length += (Layers[i].Inputs + 1) * Layers[i].Columns;
        }
    }

    /// <summary>The layers, from input to output.</summary>
    public DenseLayer[] Layers { get; }

    /// <summary>Number of packed values.</summary>
    public int Length { get; }

    /// <summary>A width rounded up to whole rows of memory.</summary>
    public static int Pad(int width) =>
        (width + ParameterLayout.Alignment - 1) / ParameterLayout.Alignment * ParameterLayout.Alignment;

    /// <summary>Copies a member's row of a stack into packed form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scatter<T>(ReadOnlySpan<T> row, T* packed)
        where T : unmanaged
    {
        for (int i = 0; i < Layers.Length; i++)
        {
            DenseLayer layer = Layers[i];
            T* to = packed + layer.Offset;
            ReadOnlySpan<T> weights = row[_layout.Parameters[2 * i].Offset..];
            ReadOnlySpan<T> bias = row[_layout.Parameters[(2 * i) + 1].Offset..];
            for (int output = 0; output < layer.Outputs; output++)
            {
                ReadOnlySpan<T> from = weights.Slice(output * layer.Inputs, layer.Inputs);
                for (int input = 0; input < from.Length; input++)
                {
                    to[((nint)input * layer.Columns) + output] = from[input];
                }

                to[((nint)layer.Inputs * layer.Columns) + output] = bias[output];
            }
        }
    }

    /// <summary>Copies packed values into a row laid out like a stack's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather<T>(T* packed, Span<T> row)
        where T : unmanaged
    {
        for (int i = 0; i < Layers.Length; i++)
        {
            DenseLayer layer = Layers[i];
            T* from = packed + layer.Offset;
            Span<T> weights = row[_layout.Parameters[2 * i].Offset..];
            Span<T> bias = row[_layout.Parameters[(2 * i) + 1].Offset..];
            for (int output = 0; output < layer.Outputs; output++)
            {
                Span<T> to = weights.Slice(output * layer.Inputs, layer.Inputs);
                for (int input = 0; input < to.Length; input++)
                {
                    to[input] = from[((nint)input * layer.Columns) + output];
                }

                bias[output] = from[((nint)layer.Inputs * layer.Columns) + output];
            }
        }
    }
}
