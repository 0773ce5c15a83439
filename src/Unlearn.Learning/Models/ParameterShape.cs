using System.Collections.Immutable;

namespace Unlearn.Learning.Models;

/// <summary>One named array of parameters of a single member.</summary>
/// <param name="Name">Name in the safetensors manner, for example <c>layers.0.weight</c>.</param>
/// <param name="Shape">Sizes without the member axis.</param>
/// <param name="Offset">First position in the member's flat row; a multiple of 16 so that every array starts on a 64-byte boundary.</param>
/// <param name="Trainable">False for running statistics, which no optimiser touches.</param>
public sealed record ParameterShape(string Name, ImmutableArray<int> Shape, int Offset, bool Trainable = true)
{
    /// <summary>Number of values.</summary>
    public int Count => Shape.Aggregate(1, static (product, size) => product * size);

    /// <summary>Values up to the start of the next array: the count rounded up to the alignment.</summary>
    public int Padded =>
        (Count + ParameterLayout.Alignment - 1) / ParameterLayout.Alignment * ParameterLayout.Alignment;
}
