using Unlearn.Core.Components;

namespace Unlearn.Engine.Definition;

/// <summary>
/// An entry of a named map of a manifest. A list where one value is expected is a sweep axis: the generator makes an entry
/// for each combination.
/// </summary>
/// <typeparam name="T">The component's family.</typeparam>
/// <param name="Name">The key in the manifest; entries of one sweep share it.</param>
/// <param name="Value">The component with its options.</param>
[ManifestEntry]
public sealed record Named<T>(string Name, T Value)
{
    /// <summary>The swept options of this entry as written, for example <c>learningRate=0.001</c>; empty without a sweep.</summary>
    public IReadOnlyList<string> Sweep { get; init; } = [];

    /// <summary>
    /// The options that tuning searches, where the manifest says <c>tune</c>: those with a search space that the entry does not
    /// give itself. Empty without tuning.
    /// </summary>
    public IReadOnlyList<SearchDimension<T>> Search { get; init; } = [];

    /// <summary>Name and swept options, unique within the map: <c>ascent[learningRate=0.001]</c>.</summary>
    public string Id => Sweep.Count == 0 ? Name : $"{Name}[{string.Join(",", Sweep)}]";
}
