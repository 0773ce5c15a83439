using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Catalog;

/// <summary>One file of a named dataset: known to the byte.</summary>
/// <param name="Name">File name without folders.</param>
/// <param name="Sha256">SHA-256 of the file as it is published, 64 lower-case hexadecimal digits; what is downloaded must have it.</param>
/// <param name="Url">Where it can be fetched, or null where no lasting address is known.</param>
public sealed record DatasetFile(string Name, string Sha256, string? Url = null)
{
    /// <summary>
    /// SHA-256 of the content with gzip undone; null where the file is not compressed with gzip, or where its content is not known apart
    /// from it. A file with this content is the file, whoever compressed it.
    /// </summary>
    public string? Content { get; init; }

    /// <summary>Other files with the same content that are taken in its place (uncompressed, say).</summary>
    public ImmutableArray<DatasetFile> Others { get; init; } = [];

    /// <summary>The file and those that are taken in its place.</summary>
    public IEnumerable<DatasetFile> Forms => [this, .. Others];
}
