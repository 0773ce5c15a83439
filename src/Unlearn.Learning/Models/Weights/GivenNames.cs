using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Weights;

namespace Unlearn.Learning.Models.Weights;

/// <summary>Calls layers and arrays of a file as a manifest says: <c>fc2 -> layers.0</c>.</summary>
internal static class GivenNames
{
    private const string Arrow = "->";

    /// <summary>The arrays under their new names; those that no pair names keep theirs.</summary>
    /// <param name="arrays">The file's.</param>
    /// <param name="rename">Pairs of a layer's or an array's name and the new one.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <exception cref="InputException">A pair is none, names nothing of the file, or two arrays would have one name.</exception>
    public static ImmutableSortedDictionary<string, WeightArray> Apply(
        ImmutableSortedDictionary<string, WeightArray> arrays,
        IReadOnlyList<string> rename,
        string file
    )
    {
        (string Old, string New)[] pairs = [.. rename.Select(Parse)];
        foreach ((string old, _) in pairs)
        {
            if (!arrays.Keys.Any(name => IsOf(name, old)))
            {
                throw new InputException(
                    $"rename: no array or layer is named '{old}'.{NearestName.Sentence(old, Names(arrays.Keys))}",
                    file
                );
            }
        }

        ILookup<string, WeightArray> named = arrays.ToLookup(
            array => Renamed(array.Key, pairs),
            static array => array.Value
        );
        return named.FirstOrDefault(static same => same.Count() > 1) is { } twice
            ? throw new InputException($"rename: two arrays would be named '{twice.Key}'.", file)
            : named.ToImmutableSortedDictionary(
                static array => array.Key,
                static array => array.Single(),
                StringComparer.Ordinal
            );
    }

    private static (string Old, string New) Parse(string pair) =>
        pair.Split(Arrow, StringSplitOptions.TrimEntries) is [{ Length: > 0 } old, { Length: > 0 } now]
            ? (old, now)
            : throw new InputException($"rename: '{pair}' is no pair of names; `fc2 -> layers.0` is right.");

    private static string Renamed(string name, IEnumerable<(string Old, string New)> pairs) =>
        pairs.FirstOrDefault(pair => IsOf(name, pair.Old)) is ({ } old, { } now) ? now + name[old.Length..] : name;

    /// <summary>Whether an array is the one of a name, or of the layer of that name.</summary>
    private static bool IsOf(string name, string old) =>
        name.StartsWith(old, StringComparison.Ordinal) && (name.Length == old.Length || name[old.Length] == '.');

    /// <summary>Layers, then arrays.</summary>
    private static IEnumerable<string> Names(IEnumerable<string> arrays) =>
        arrays
            .Select(static name => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name)
            .Distinct()
            .Concat(arrays)
            .Distinct();
}
