using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Masks over flat rows: true where weights may move.</summary>
internal static class Masks
{
    /// <summary>The last layers, nearest the output; all of them if the network has fewer.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="members">Rows of the mask.</param>
    /// <returns>[members, width].</returns>
    public static Tensor LastLayers(Network network, int layers, int members) =>
        Layers(network, network.Layers.TakeLast(layers), members);

    /// <summary>Some layers.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="layers">Some of its <see cref="Network.Layers"/>.</param>
    /// <param name="members">Rows of the mask.</param>
    /// <returns>[members, width].</returns>
    public static Tensor Layers(Network network, IEnumerable<ImmutableArray<string>> layers, int members)
    {
        var row = new bool[network.Layout.Width];
        foreach (string name in layers.SelectMany(static names => names))
        {
            ParameterShape parameter = network.Layout[name];
            row.AsSpan(parameter.Offset, parameter.Count).Fill(true);
        }

        using Tensor one = tensor(row);
        return one.repeat(members, 1);
    }

    /// <summary>Weight arrays: trainable ones of at least two axes, so neither biases nor normalisations, [width].</summary>
    public static Tensor Weights(ParameterLayout layout)
    {
        var row = new bool[layout.Width];
        foreach (ParameterShape parameter in layout.Parameters.Where(static p => p.Trainable && p.Shape.Length > 1))
        {
            row.AsSpan(parameter.Offset, parameter.Count).Fill(true);
        }

        return tensor(row);
    }

    /// <summary>In each row, its share (rounded) of the trainable positions: those of largest value, the lower position where values are equal.</summary>
    /// <param name="values">[M, width].</param>
    /// <param name="layout">Where parameters lie.</param>
    /// <param name="shares">One per row, in [0, 1].</param>
    /// <param name="among">[width], positions to choose from instead of all trainable ones.</param>
    /// <returns>[M, width].</returns>
    public static Tensor Largest(
        Tensor values,
        ParameterLayout layout,
        IReadOnlyList<double> shares,
        Tensor? among = null
    )
    {
        using DisposeScope scope = NewDisposeScope();
        double[] all = values.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        int members = all.Length / layout.Width;
        using Tensor row = among is null ? layout.TrainableRow(ScalarType.Bool) : among.alias();
        bool[] from = row.data<bool>().ToArray();
        int[] positions = [.. Enumerable.Range(0, layout.Width).Where(position => from[position])];
        var mask = new bool[all.Length];
        for (int member = 0; member < members; member++)
        {
            int start = member * layout.Width;
            int count = (int)Math.Round(shares[member] * positions.Length, MidpointRounding.AwayFromZero);
            double[] sorted = [.. positions.Select(position => all[start + position])];
            Array.Sort(sorted);
            double least = count == 0 ? double.PositiveInfinity : sorted[^count];
            int equal = count - positions.Count(position => all[start + position] > least);
            foreach (int position in positions)
            {
                double value = all[start + position];
                mask[start + position] = value > least || (value == least && equal-- > 0);
            }
        }

        return tensor(mask, [members, layout.Width]).MoveToOuterDisposeScope();
    }
}
