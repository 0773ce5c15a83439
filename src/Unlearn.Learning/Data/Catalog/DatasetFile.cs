using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Catalog;

/// <summary>One file of a named dataset: known to the byte.</summary>
/// <param name="Name">File name without folders.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Url">Where it can be fetched, or null where no lasting address is known.</param>
public sealed record DatasetFile(string Name, string Sha256, string? Url = null)
{
    /// <summary>Other files with the same content that are taken in its place (uncompressed, say).</summary>
    public ImmutableArray<DatasetFile> Others { get; init; } = [];

    /// <summary>The file and those that are taken in its place.</summary>
    public IEnumerable<DatasetFile> Forms => [this, .. Others];
}
