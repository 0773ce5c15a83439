using System.Collections.Immutable;
using Unlearn.Learning.Data.Pictures;

namespace Unlearn.Learning.Models.Weights;

/// <summary>
/// Finds the layers of a network in a file that calls them otherwise (<c>0.weight</c> of a sequence, <c>fc1.weight</c>): a layer is the one
/// with the same arrays of the same shapes: the one of the same name, else among several such the next in the natural order of names (fc2 before fc10).
/// </summary>
internal static class LayerNames
{
    /// <summary>The arrays under the network's names; as they are where names fit already, or layers cannot be found.</summary>
    /// <param name="layout">The network's arrays.</param>
    /// <param name="arrays">The file's.</param>
    /// <param name="renamed">Pairs <c>old -> new</c>.</param>
    public static ImmutableSortedDictionary<string, WeightArray> Match(
        ParameterLayout layout,
        ImmutableSortedDictionary<string, WeightArray> arrays,
        out IReadOnlyList<string> renamed
    )
    {
        renamed = [];
        if (layout.Parameters.All(parameter => arrays.ContainsKey(parameter.Name)))
        {
            return arrays;
        }

        var free = arrays
            .GroupBy(static array => Layer(array.Key))
            .OrderBy(static layer => layer.Key, NaturalOrder.Instance)
            .Select(static layer =>
                (Name: layer.Key, Form: Form(layer.Select(static array => (array.Key, array.Value.Shape))))
            )
            .ToList();
        (string Name, string Form)[] wanted =
        [
            .. layout
                .Parameters.GroupBy(static parameter => Layer(parameter.Name))
                .Select(static layer => (layer.Key, Form(layer.Select(static p => (p.Name, p.Shape))))),
        ];

        // Layers with the right name are certain; the others follow in order.
        Dictionary<string, string> pairs = wanted
            .Where(free.Contains)
            .ToDictionary(static layer => layer.Name, static layer => layer.Name, StringComparer.Ordinal);
        free.RemoveAll(layer => pairs.ContainsKey(layer.Name));
        foreach ((string name, string form) in wanted.Where(layer => !pairs.ContainsKey(layer.Name)).ToArray())
        {
            int found = free.FindIndex(other => other.Form == form);
            if (found < 0)
            {
                return arrays;
            }

            pairs.Add(free[found].Name, name);
            free.RemoveAt(found);
        }

        if (free.Count > 0)
        {
            return arrays;
        }

        renamed =
        [
            .. pairs.Where(static pair => pair.Key != pair.Value).Select(static pair => $"{pair.Key} -> {pair.Value}"),
        ];
        return arrays.ToImmutableSortedDictionary(
            array => $"{pairs[Layer(array.Key)]}.{Array(array.Key)}",
            static array => array.Value,
            StringComparer.Ordinal
        );
    }

    private static string Layer(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : "";

    private static string Array(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Form(IEnumerable<(string Name, ImmutableArray<int> Shape)> arrays) =>
        string.Join(
            ";",
            arrays
                .Select(static array => $"{Array(array.Name)}[{string.Join(",", array.Shape)}]")
                .Order(StringComparer.Ordinal)
        );
}
