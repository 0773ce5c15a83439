using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;

namespace Unlearn.Learning.Data.Sources;

/// <summary>Points and labels in idx files (MNIST's format), plain or gzip.</summary>
[Dataset("idx")]
[Columns]
public sealed record IdxFiles : IDatasetSource
{
    /// <summary>The points' file: sizes n, or n x features, or n x rows x columns, or n x channels x rows x columns.</summary>
    public required string Images { get; init; }

    /// <summary>The labels' file: n whole numbers from 0.</summary>
    public required string Labels { get; init; }

    /// <summary>The points' file of the publisher's test part; empty: there is none. Comes with <see cref="TestLabels"/>.</summary>
    public string TestImages { get; init; } = "";

    /// <summary>The labels' file of the publisher's test part; empty: there is none.</summary>
    public string TestLabels { get; init; } = "";

    /// <summary>Where the channels of pictures stand: <c>chw</c> before rows and columns, <c>hwc</c> behind them. Default chw.</summary>
    public PictureLayout Layout { get; init; } = PictureLayout.Chw;

    /// <summary>Class names in label order; empty: the labels that occur, sorted.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether unsigned bytes are scaled to 0..1 (other types stay as they are). Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Only the first this many training points, in file order; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public PublisherSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        if (TestImages.Length == 0 != (TestLabels.Length == 0))
        {
            throw new InputException("dataset idx: `testImages` and `testLabels` go together; give both or none.");
        }

        IdxPair? test = TestImages.Length == 0 ? null : Read(folders, TestImages, TestLabels);
        return IdxPair.ToDataset("idx", Read(folders, Images, Labels), test, Limit, Scale, Classes, Layout);
    }

    private static IdxPair Read(DataFolders folders, string images, string labels)
    {
        string imagesFile = folders.Resolve(images);
        string labelsFile = folders.Resolve(labels);
        return IdxPair.Parse(
            FileBytes.ReadContent(imagesFile),
            imagesFile,
            FileBytes.ReadContent(labelsFile),
            labelsFile
        );
    }
}
