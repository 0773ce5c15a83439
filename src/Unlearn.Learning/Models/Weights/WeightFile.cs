using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Formats.Weights;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Weights;

/// <summary>Weights of a network in a safetensors file: bring your own model, and take ours elsewhere.</summary>
public static class WeightFile
{
    private const int MostProblems = 8;

    /// <summary>
    /// Reads one member. Names and shapes must be the network's, or the file's layers those of the network under other names (see
    /// <see cref="LayerNames"/>); a common prefix <c>module.</c> and BatchNorm's counters, which PyTorch adds, are passed over.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">A safetensors file.</param>
    /// <param name="rename">What the file's layers or arrays are called here, <c>fc2 -> layers.0</c>; see <see cref="IModel.Rename"/>.</param>
    /// <param name="renamed">Which layers of the file are called otherwise: <c>fc1 -> layers.0</c>; empty where none are.</param>
    /// <returns>A row in the network's layout.</returns>
    /// <exception cref="InputException">Arrays are missing, extra, misshapen or not finite.</exception>
    public static float[] Load(
        Network network,
        string path,
        IReadOnlyList<string> rename,
        out IReadOnlyList<string> renamed
    )
    {
        ImmutableSortedDictionary<string, WeightArray> own = GivenNames.Apply(
            Named(Safetensors.Read(path)),
            rename,
            path
        );
        ImmutableSortedDictionary<string, WeightArray> arrays = LayerNames.Match(network.Layout, own, out renamed);
        return Row(network, arrays, path);
    }

    /// <summary>The flat row of arrays that have the network's names and shapes.</summary>
    /// <exception cref="InputException">Arrays are missing, extra, misshapen or not finite.</exception>
    internal static float[] Row(Network network, IReadOnlyDictionary<string, WeightArray> arrays, string path)
    {
        string[] problems =
        [
            .. network
                .Layout.Parameters.Where(p => !arrays.ContainsKey(p.Name))
                .Select(static p => $"missing {p.Name} [{string.Join(", ", p.Shape)}]"),
            .. arrays
                .Where(pair => network.Layout.Parameters.All(p => p.Name != pair.Key))
                .Select(static pair => $"extra {pair.Key} [{string.Join(", ", pair.Value.Shape)}]"),
            .. network
                .Layout.Parameters.Where(p => arrays.TryGetValue(p.Name, out WeightArray? a) && !Fits(a, p))
                .Select(p =>
                    $"{p.Name} has shape [{string.Join(", ", arrays[p.Name].Shape)}] instead of [{string.Join(", ", p.Shape)}]"
                ),
            .. network
                .Layout.Parameters.Where(p =>
                    arrays.TryGetValue(p.Name, out WeightArray? a) && !Array.TrueForAll(a.Values, float.IsFinite)
                )
                .Select(static p => $"{p.Name} holds numbers that are not finite"),
        ];
        if (problems.Length > 0)
        {
            throw new InputException(
                $"The weights do not fit the model: {string.Join("; ", problems.Take(MostProblems))}{(problems.Length > MostProblems ? $"; and {problems.Length - MostProblems} more" : "")}. "
                    + "Shapes must be those of the model in the manifest, layer by layer; names may differ, and `rename: [old -> new]` of the model says which is which.",
                path
            );
        }

        var row = new float[network.Layout.Width];
        foreach (ParameterShape parameter in network.Layout.Parameters)
        {
            arrays[parameter.Name].Values.CopyTo(row, parameter.Offset);
        }

        return row;
    }

    /// <summary>Reads one member, as above.</summary>
    public static float[] Load(Network network, string path) => Load(network, path, [], out _);

    /// <summary>Writes one member under the network's names and shapes, which PyTorch can load.</summary>
    public static void Save(Network network, ParameterStack parameters, int member, string path)
    {
        using ParameterStack own = parameters.Slice(member, 1);
        Safetensors.Write(path, Arrays(network, own));
    }

    private static Dictionary<string, WeightArray> Arrays(Network network, ParameterStack parameters) =>
        network.Layout.Parameters.ToDictionary(
            static parameter => parameter.Name,
            parameter =>
            {
                using Tensor view = parameters[parameter.Name];
                using Tensor values = view.to_type(ScalarType.Float32).contiguous();
                return new WeightArray(parameter.Shape, values.data<float>().ToArray());
            }
        );

    private static bool Fits(WeightArray array, ParameterShape parameter) =>
        array.Shape.SequenceEqual(parameter.Shape) && array.Values.Length == parameter.Count;

    private static ImmutableSortedDictionary<string, WeightArray> Named(
        ImmutableSortedDictionary<string, WeightArray> arrays
    )
    {
        const string Prefix = "module.";
        bool prefixed = arrays.Keys.All(static name => name.StartsWith(Prefix, StringComparison.Ordinal));
        return arrays
            .Where(static pair => !pair.Key.EndsWith(".num_batches_tracked", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(
                pair => prefixed ? pair.Key[Prefix.Length..] : pair.Key,
                static pair => pair.Value,
                StringComparer.Ordinal
            );
    }
}
