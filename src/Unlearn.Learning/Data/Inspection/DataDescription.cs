using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Inspection;

/// <summary>What a file or a dataset was read as.</summary>
public sealed record DataDescription
{
    /// <summary>The dataset's name in the manifest, or the file.</summary>
    public required string Name { get; init; }

    /// <summary>Rows, pictures or points.</summary>
    public required int Points { get; init; }

    /// <summary>The shape of a point; empty where only a label column would tell.</summary>
    public ImmutableArray<int> Shape { get; init; } = [];

    /// <summary>Columns or arrays in file order.</summary>
    public IReadOnlyList<ColumnDescription> Columns { get; init; } = [];

    /// <summary>Classes by name, in label order.</summary>
    public IReadOnlyList<NamedCount> Classes { get; init; } = [];

    /// <summary>Groups by name, the largest first.</summary>
    public IReadOnlyList<NamedCount> Groups { get; init; } = [];

    /// <summary>The parts that the data come in, or the sets that a manifest divides them into.</summary>
    public IReadOnlyList<NamedCount> Parts { get; init; } = [];

    /// <summary>What a person should know before training.</summary>
    public IReadOnlyList<DataNote> Notes { get; init; } = [];

    /// <summary>The first rows, one cell per column of <see cref="Columns"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FirstRows { get; init; } = [];
}
