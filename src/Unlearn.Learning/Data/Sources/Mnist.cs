using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 60,000 + 10,000 handwritten digits of 28x28 pixels, scaled to 0..1 (LeCun, Bottou, Bengio, Haffner 1998). The 10,000 are the
/// publisher's test part.
/// </summary>
[Dataset("mnist")]
[Columns]
public sealed record Mnist : IDatasetSource
{
    /// <summary>The folder with the four files (gzip or plain); empty: the data folders, else a download (default).</summary>
    public string Path { get; init; } = "";

    /// <summary>Only the first this many of the 60,000 training digits, in the publisher's order; 0: all (default). The test part stays whole.</summary>
    [Range(0, 60000)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public PublisherSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders) =>
        NamedIdx.Load(DatasetCatalog.Mnist, folders, Path, Limit, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
}
