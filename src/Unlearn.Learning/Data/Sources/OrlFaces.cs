using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;
using Unlearn.Formats.Pictures;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Pictures;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 400 grey pictures of 40 people, 112 rows x 92 columns, scaled to 0..1 (Samaria and Harter 1994). Class and group are the person.
/// </summary>
[Dataset("orl-faces")]
[Columns]
public sealed record OrlFaces : IGroupedSource
{
    /// <summary>The archive <c>orl_faces.zip</c> or its folder; empty: the data folders (default). Other copies: dataset <c>images</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Height in pixels to resize to, by area averages; 0: 112 (default).</summary>
    [Range(0, 4096)]
    public int Rows { get; init; }

    /// <summary>Width in pixels to resize to, by area averages; 0: 92 (default).</summary>
    [Range(0, 4096)]
    public int Columns { get; init; }

    /// <inheritdoc/>
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        NamedDataset dataset = DatasetCatalog.OrlFaces;
        NamedContent archive = NamedFiles.Require(dataset, dataset.Files[0], folders, Path);
        return PictureFolder.Load(
            dataset.Name,
            archive.Path,
            ArchiveBytes.Zip(archive.Bytes, archive.Path, PictureReader.IsPicture),
            PictureLabels.Person,
            PictureColour.Grey,
            Rows,
            Columns
        );
    }
}
