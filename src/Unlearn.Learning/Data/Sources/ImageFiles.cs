using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Data.Pictures;
using Unlearn.Verification;
using Unlearn.Verification.Components;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// Pictures (PGM, PPM, PNG, JPEG) in a folder or zip archive, scaled to 0..1. The class of a picture is the name of the folder that
/// holds it; points stand in natural order of their names (s2 before s10). Other files are passed over, and named.
/// </summary>
[Dataset("images")]
[Columns]
public sealed record ImageFiles : IGroupedSource
{
    /// <summary>The folder or zip archive; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>Whether folders are classes or people; people are groups too. Default: classes.</summary>
    public PictureLabels By { get; init; } = PictureLabels.Class;

    /// <summary>Channels. Default: as in the files.</summary>
    public PictureColour Colour { get; init; } = PictureColour.Own;

    /// <summary>Height in pixels to resize to, by area averages; 0: as in the files (default).</summary>
    [Range(0, 4096)]
    public int Rows { get; init; }

    /// <summary>Width in pixels to resize to, by area averages; 0: as in the files (default).</summary>
    [Range(0, 4096)]
    public int Columns { get; init; }

    /// <inheritdoc/>
    public DeclaredSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string place = folders.Resolve(Path);
        if (Split.By is not ("" or "folder"))
        {
            throw new InputException(
                $"dataset images: split.by = {Split.By}; `folder` is right, for folders train/ and test/ above those of the classes."
            );
        }

        (Dictionary<string, byte[]> pictures, IReadOnlyList<string> others) = PictureFolder.Open(place);
        return PictureFolder.Load(
            "images",
            place,
            pictures,
            By,
            Colour,
            Rows,
            Columns,
            others,
            byFolder: Split.By.Length > 0
        );
    }
}
