using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 5,010 people's visits to places in Bangkok: 446 features of 0 or 1, 30 classes (Shokri, Stronati, Song, Shmatikov 2017). Features are
/// named by their column in the file, "2" to "447".
/// </summary>
[Dataset("location-30")]
[Columns]
public sealed record Location30 : ITableSource
{
    /// <summary>The archive <c>dataset_location.tgz</c> or its folder; empty: the data folders, else a download (default).</summary>
    public string Path { get; init; } = "";

    /// <summary>Only the first this many people; 0: all (default).</summary>
    [Range(0, 5010)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        NamedDataset dataset = DatasetCatalog.Location30;
        NamedContent archive = NamedFiles.Require(dataset, dataset.Files[0], folders, Path);
        Dictionary<string, byte[]> files = ArchiveBytes.Tar(
            archive.Bytes,
            archive.Path,
            static name => name.EndsWith("bangkok", StringComparison.Ordinal)
        );
        if (files.Count != 1)
        {
            throw new InputException("the archive does not hold the file `bangkok`.", archive.Path);
        }

        var rows = new CsvRows(files.Values.Single(), $"{archive.Path}/bangkok", header: false);
        return TableLoader.Load(
            dataset.Name,
            rows,
            new TableSchema
            {
                Label = "1",
                Classes = [.. Enumerable.Range(1, 30).Select(static label => $"{label}")],
                Standardise = false,
                Limit = Limit,
            }
        );
    }
}
