namespace Unlearn.Core.Components;

/// <summary>Bounds the number of entries of a list or map option.</summary>
/// <param name="least">The smallest allowed number of entries.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class CountAttribute(int least) : Attribute
{
    /// <summary>The smallest allowed number of entries.</summary>
    public int Least { get; } = least;

    /// <summary>The largest allowed number of entries.</summary>
    public int Most { get; init; } = int.MaxValue;
}
