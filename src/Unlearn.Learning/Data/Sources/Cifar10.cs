using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Pictures;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 50,000 + 10,000 colour photos of 3x32x32 in 10 classes (Krizhevsky 2009), from the binary archive. The 10,000 are the
/// publisher's test part.
/// </summary>
[Dataset("cifar-10")]
[Columns]
public sealed record Cifar10 : IDatasetSource
{
    /// <summary>
    /// The archive or a folder; empty: the data folders, else a download (default). A folder with unpacked batches
    /// (<c>data_batch_*.bin</c>, <c>test_batch.bin</c>, <c>batches.meta.txt</c>) is taken as it is, part or whole: its checksum is
    /// not known.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>What happens to the bytes. Default: ImageNet's channel means and deviations, which published networks for CIFAR-10 expect.</summary>
    public Normalisation Normalise { get; init; } = Normalisation.Imagenet;

    /// <summary>Only the first this many training photos, in the publisher's order; 0: all (default). The test part stays whole.</summary>
    [Range(0, 50000)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public PublisherSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        (IReadOnlyDictionary<string, byte[]> files, string place) = CifarBatches.Open(
            DatasetCatalog.Cifar10,
            folders,
            Path,
            "cifar-10-batches-bin"
        );
        string[] train =
        [
            .. files
                .Keys.Where(static name => name.StartsWith("data_batch_", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        if (train.Length == 0)
        {
            throw new InputException("there is no data_batch_1.bin; CIFAR-10's binary batches are right.", place);
        }

        string[] test = files.ContainsKey("test_batch.bin") ? ["test_batch.bin"] : [];
        IReadOnlyList<string> names = CifarBatches.Names(files, "batches.meta.txt", 10);
        (float[] features, int[][] labels, int? testStart) = new CifarBatches(
            [.. train.Concat(test).Select(name => (System.IO.Path.Combine(place, name), files[name]))],
            train.Length,
            LabelBytes: 1
        )
            .Checked()
            .Decode(ChannelScale.Tables(Normalise, ChannelScale.Cifar10), [10], Limit);
        return DatasetParts.ToDataset("cifar-10", features, [3, 32, 32], labels[0], [.. names], testStart: testStart);
    }
}
