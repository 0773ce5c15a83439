using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// How the parameters of affine layers lie while a network trains: each layer as [inputs + 1, outputs padded to 16], the last row being the bias,
/// where a stack has [outputs, inputs] and the bias apart. What a network has before them lies as in the stack.
/// </summary>
internal sealed unsafe class DensePacking
{
    private readonly ParameterLayout _layout;
    private readonly int _first;
    private readonly int _before;

    /// <summary>Lays the layers of a network out one after another.</summary>
    public DensePacking(DenseNetwork network)
        : this(network.Layout, network.Widths) { }

    /// <summary>Lays the last layers of a network out one after another.</summary>
    /// <param name="layout">The network's parameters; the last ones are weight and bias of each layer.</param>
    /// <param name="widths">Number of values before the first of the layers and after each.</param>
    public DensePacking(ParameterLayout layout, ImmutableArray<int> widths)
    {
        _layout = layout;
        Layers = new DenseLayer[widths.Length - 1];
        _first = layout.Parameters.Length - (2 * Layers.Length);
        _before = layout.Parameters[_first].Offset;
        Length = _before;
        for (int i = 0; i < Layers.Length; i++)
        {
            Layers[i] = new DenseLayer(widths[i], widths[i + 1], Pad(widths[i + 1]), Length);
            Length += (Layers[i].Inputs + 1) * Layers[i].Columns;
        }
    }

    /// <summary>The affine layers, from input to output.</summary>
    public DenseLayer[] Layers { get; }

    /// <summary>Number of packed values.</summary>
    public int Length { get; }

    /// <summary>A width rounded up to whole rows of memory.</summary>
    public static int Pad(int width) =>
        (width + ParameterLayout.Alignment - 1) / ParameterLayout.Alignment * ParameterLayout.Alignment;

    /// <summary>Copies a member's row of a stack into packed form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scatter<T>(ReadOnlySpan<T> row, Span<T> packed)
        where T : unmanaged
    {
        row[.._before].CopyTo(packed);
        fixed (T* start = packed)
        {
            for (int i = 0; i < Layers.Length; i++)
            {
                DenseLayer layer = Layers[i];
                T* to = start + layer.Offset;
                ReadOnlySpan<T> weights = row[_layout.Parameters[_first + (2 * i)].Offset..];
                ReadOnlySpan<T> bias = row[_layout.Parameters[_first + (2 * i) + 1].Offset..];
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
    }

    /// <summary>Copies packed values into a row laid out like a stack's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather<T>(ReadOnlySpan<T> packed, Span<T> row)
        where T : unmanaged
    {
        packed[.._before].CopyTo(row);
        fixed (T* start = packed)
        {
            for (int i = 0; i < Layers.Length; i++)
            {
                DenseLayer layer = Layers[i];
                T* from = start + layer.Offset;
                Span<T> weights = row[_layout.Parameters[_first + (2 * i)].Offset..];
                Span<T> bias = row[_layout.Parameters[_first + (2 * i) + 1].Offset..];
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
}
