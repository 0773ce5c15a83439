using System.Collections.Immutable;

namespace Unlearn.Formats.Weights;

/// <summary>One array of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Its values, row-major.</param>
public sealed record NamedWeights(string Name, ImmutableArray<int> Shape, ReadOnlyMemory<float> Values);
