using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Catalog;

/// <summary>A published dataset that the product knows: what <c>unlearn data list</c> shows.</summary>
public sealed record NamedDataset
{
    /// <summary>The name in manifests.</summary>
    public required string Name { get; init; }

    /// <summary>One line: what it holds and how many points.</summary>
    public required string Description { get; init; }

    /// <summary>Its files.</summary>
    public required ImmutableArray<DatasetFile> Files { get; init; }

    /// <summary>Licence or terms, with the makers' names.</summary>
    public required string Licence { get; init; }

    /// <summary>The publisher's page.</summary>
    public required string Page { get; init; }

    /// <summary>Sub-folders of a data folder in which the files are looked for, besides the data folder itself.</summary>
    public required ImmutableArray<string> SubFolders { get; init; }

    /// <summary>Whether the files ship inside the product.</summary>
    public bool Shipped { get; init; }
}
