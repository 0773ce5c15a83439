using System.Collections.Immutable;

namespace Unlearn.Learning.Data;

/// <summary>Labelled points in memory: what every loader ends in. Point ids are row numbers.</summary>
public sealed class Dataset
{
    /// <summary>The dataset's name in messages and reports.</summary>
    public required string Name { get; init; }

    /// <summary>Features, row-major: points times the product of <see cref="FeatureShape"/>.</summary>
    public required float[] Features { get; init; }

    /// <summary>Shape of one point: [64] for a vector, [3, 32, 32] for channels, rows, columns.</summary>
    public required ImmutableArray<int> FeatureShape { get; init; }

    /// <summary>Class of each point, 0-based.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Class names in label order.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>Group (user, person) of each point, 0-based, or null.</summary>
    public int[]? Groups { get; init; }

    /// <summary>
    /// The first point of the publisher's own test part, or null where there is one part only. Points before it are
    /// training points.
    /// </summary>
    public int? TestStart { get; init; }

    /// <summary>Columns that a query may name, by name, one value a point; empty for images.</summary>
    public ImmutableDictionary<string, float[]> Columns { get; init; } = ImmutableDictionary<string, float[]>.Empty;

    /// <summary>SHA-256 over shapes, features, labels and groups, lower-case hexadecimal: the content's identity.</summary>
    public required string Digest { get; init; }

    /// <summary>Number of points.</summary>
    public int Count => Labels.Length;

    /// <summary>Number of classes.</summary>
    public int ClassCount => ClassNames.Length;

    /// <summary>Numbers in one point.</summary>
    public int FeatureCount => FeatureShape.Aggregate(1, static (product, size) => product * size);
}
