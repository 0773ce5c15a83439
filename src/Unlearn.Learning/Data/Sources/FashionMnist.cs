using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 60,000 + 10,000 pictures of clothes of 28x28 pixels, scaled to 0..1 (Xiao, Rasul, Vollgraf 2017). The 10,000 are the publisher's
/// test part.
/// </summary>
[Dataset("fashion-mnist")]
[Columns]
public sealed record FashionMnist : IDatasetSource
{
    /// <summary>The folder with the four gzip files; empty: the data folders, else a download (default).</summary>
    public string Path { get; init; } = "";

    /// <summary>Only the first this many of the 60,000 training pictures, in the publisher's order; 0: all (default). The test part stays whole.</summary>
    [Range(0, 60000)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public PublisherSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders) =>
        NamedIdx.Load(
            DatasetCatalog.FashionMnist,
            folders,
            Path,
            Limit,
            ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
        );
}
