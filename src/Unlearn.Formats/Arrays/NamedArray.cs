namespace Unlearn.Formats.Arrays;

/// <summary>An array from a file: a name, a shape and values in row-major order, all read as float64.</summary>
/// <param name="Name">The array's name in the file, for example <c>target_logits</c>.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Values">As many values as the product of the shape.</param>
public sealed record NamedArray(string Name, IReadOnlyList<int> Shape, double[] Values)
{
    /// <summary>The shape in words, for messages: <c>32 x 200 x 4</c>.</summary>
    public string ShapeText =>
        Values.Length == 0 && Flaw is not null ? "not read"
        : Shape.Count == 0 ? "a single value"
        : string.Join(" x ", Shape);

    /// <summary>The values where they are texts, in place of <see cref="Values"/>, which are then not-a-number; else null.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>What the numbers from 0 stand for, where they were texts; else null.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Why the values cannot be used, with file and line; null where they can. Only an audit that needs them is refused.</summary>
    public string? Flaw { get; init; }
}
