using System.Collections.Immutable;

namespace Unlearn.Formats.Weights;

/// <summary>A named array in a weight file.</summary>
/// <param name="Shape">Sizes.</param>
/// <param name="Values">Row-major.</param>
public sealed record WeightArray(ImmutableArray<int> Shape, float[] Values);
