using System.Collections.Immutable;

namespace Unlearn.Formats.Weights;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Metadata">Pairs of text of its header.</param>
/// <param name="Arrays">Its arrays by name.</param>
public sealed record SafetensorsContent(
    IReadOnlyDictionary<string, string> Metadata,
    ImmutableSortedDictionary<string, WeightArray> Arrays
);
