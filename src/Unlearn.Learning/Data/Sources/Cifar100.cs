using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Data.Arrays;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Pictures;
using Unlearn.Verification;
using Unlearn.Verification.Components;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 50,000 + 10,000 colour photos of 3x32x32 in 100 classes of 20 superclasses (Krizhevsky 2009), from the binary archive. The 10,000
/// are the publisher's test part. Queries may name the columns <c>fine</c> and <c>coarse</c>.
/// </summary>
[Dataset("cifar-100")]
[Columns]
public sealed record Cifar100 : IDatasetSource
{
    /// <summary>
    /// The archive or a folder; empty: the data folders, else a download (default). A folder with unpacked batches (<c>train.bin</c>,
    /// <c>test.bin</c>, <c>fine_label_names.txt</c>, <c>coarse_label_names.txt</c>) is taken as it is: its checksum is not known.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>Which label is the class. Default: the fine one.</summary>
    public Cifar100Labels Labels { get; init; } = Cifar100Labels.Fine;

    /// <summary>What happens to the bytes. Default: CIFAR-100's own channel means and deviations.</summary>
    public Normalisation Normalise { get; init; } = Normalisation.Cifar;

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
            DatasetCatalog.Cifar100,
            folders,
            Path,
            "cifar-100-binary"
        );
        if (!files.ContainsKey("train.bin"))
        {
            throw new InputException("there is no train.bin; CIFAR-100's binary files are right.", place);
        }

        string[] parts = files.ContainsKey("test.bin") ? ["train.bin", "test.bin"] : ["train.bin"];
        ImmutableArray<string> coarse = [.. CifarBatches.Names(files, "coarse_label_names.txt", 20)];
        ImmutableArray<string> fine = [.. CifarBatches.Names(files, "fine_label_names.txt", 100)];
        (float[] features, int[][] labels, int? testStart) = new CifarBatches(
            [.. parts.Select(name => (System.IO.Path.Combine(place, name), files[name]))],
            TrainFiles: 1,
            LabelBytes: 2
        )
            .Checked()
            .Decode(ChannelScale.Tables(Normalise, ChannelScale.Cifar100), [20, 100], Limit);
        ImmutableArray<int> shape = [3, 32, 32];
        (int[] own, ImmutableArray<string> names) =
            Labels == Cifar100Labels.Fine ? (labels[1], fine) : (labels[0], coarse);
        return new Dataset
        {
            Name = "cifar-100",
            Features = features,
            FeatureShape = shape,
            Labels = own,
            ClassNames = names,
            TestStart = testStart,
            Columns = ImmutableDictionary<string, DataColumn>
                .Empty.Add("coarse", DataColumn.OfTexts(coarse, labels[0]))
                .Add("fine", DataColumn.OfTexts(fine, labels[1])),
            Digest = DatasetDigest.Compute(features, shape, own, names, null, testStart),
        };
    }
}
