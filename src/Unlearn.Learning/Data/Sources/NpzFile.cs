using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Names;
using Unlearn.Formats.Arrays;
using Unlearn.Formats.Files;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// NumPy's npz archive with an array of features (n x anything), an array of n labels and, where there are groups, an array of n
/// group numbers: what <c>numpy.savez(path, features=x, labels=y, groups=g)</c> writes.
/// </summary>
[Dataset("npz")]
[Columns]
public sealed record NpzFile : IGroupedSource
{
    /// <summary>The file; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The array of features: n x features, n x rows x columns, or n x channels x rows x columns. Default <c>features</c>.</summary>
    public string Features { get; init; } = "features";

    /// <summary>The array of labels: n whole numbers or texts, the names of the classes. Default <c>labels</c>.</summary>
    public string Labels { get; init; } = "labels";

    /// <summary>The array of groups: n whole numbers or texts, the names of users. Default <c>groups</c>, read where it is there.</summary>
    public string Groups { get; init; } = "groups";

    /// <summary>The array of features of a test part, such as Keras' <c>x_test</c>; empty: there is none. Comes with <see cref="TestLabels"/>.</summary>
    public string TestFeatures { get; init; } = "";

    /// <summary>The array of labels of the test part; empty: there is none.</summary>
    public string TestLabels { get; init; } = "";

    /// <summary>Where the channels of pictures stand: <c>chw</c> before rows and columns, <c>hwc</c> behind them, as Keras, Pillow and OpenCV have them. Default chw.</summary>
    public PictureLayout Layout { get; init; } = PictureLayout.Chw;

    /// <summary>Class names in label order; empty: the labels that occur, sorted. Another label is then an error.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What each feature is divided by: 255 brings bytes to 0..1. Default 1.</summary>
    [Range(1e-30, 1e30)]
    public double Divisor { get; init; } = 1;

    /// <summary>Only the first this many points; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <summary>SHA-256 that the file has to have, 64 hexadecimal digits; empty: not checked.</summary>
    public string Sha256 { get; init; } = "";

    /// <inheritdoc/>
    public DeclaredSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string file = folders.Resolve(Path);
        Dictionary<string, byte[]> entries = ArchiveBytes.Zip(
            FileBytes.ReadContent(file, Sha256),
            file,
            static name => name.EndsWith(".npy", StringComparison.Ordinal)
        );
        NpzPart own = Part(entries, file, Features, "features", Labels, "labels", Limit);
        NpzPart? test = (TestFeatures.Length, TestLabels.Length) switch
        {
            (0, 0) => null,
            (> 0, > 0) => Part(entries, file, TestFeatures, "testFeatures", TestLabels, "testLabels", 0),
            _ => throw new InputException(
                "dataset npz: `testFeatures` and `testLabels` go together; give both or none."
            ),
        };
        if (test is not null && !test.Shape.SequenceEqual(own.Shape))
        {
            throw new InputException(
                $"its points are {string.Join(" x ", test.Shape)}, those of {own.Points.File} are {string.Join(" x ", own.Shape)}; one shape is right.",
                test.Points.File
            );
        }

        NpyArray? groups = entries.ContainsKey($"{Groups}.npy") ? Array(entries, Groups, "groups", file) : null;
        NpyArray? parts = Split.By.Length > 0 ? Array(entries, Split.By, "split.by", file) : null;
        foreach (NpyArray array in new[] { groups, parts }.OfType<NpyArray>())
        {
            if (test is not null)
            {
                throw new InputException(
                    "the array is of one part only; beside `testFeatures` none is right.",
                    array.File
                );
            }

            NpzPart.CheckLength(array, own.Points.Sizes[0]);
        }

        (int[] labels, ImmutableArray<string> names) = LabelCheck.ToClasses(
            [.. own.LabelTexts(), .. test?.LabelTexts() ?? []],
            Classes,
            point => point < own.Count ? own.Labels.File : test!.Labels.File
        );
        (int[] Numbers, ImmutableArray<string> Names)? users = groups is null
            ? null
            : LabelCheck.Distinct(Enumerable.Range(0, own.Count).Select(point => groups.Text(point, "group")));
        return DatasetParts.ToDataset(
            "npz",
            [.. own.Numbers(Divisor, Layout), .. test?.Numbers(Divisor, Layout) ?? []],
            PicturePlanes.Shape(own.Shape, Layout),
            labels,
            names,
            users?.Numbers,
            users?.Names ?? [],
            test is null ? null : own.Count,
            parts is null ? [] : [.. Enumerable.Range(0, own.Count).Select(point => PartOf(parts, point))]
        );
    }

    private static NpzPart Part(
        Dictionary<string, byte[]> entries,
        string file,
        string features,
        string featuresOption,
        string labels,
        string labelsOption,
        int limit
    ) => NpzPart.Of(Array(entries, features, featuresOption, file), Array(entries, labels, labelsOption, file), limit);

    private static DataPart PartOf(NpyArray parts, int point) =>
        PartNames.Find(parts.HoldsTexts ? parts.Text(point, "part") : "")
        ?? throw new InputException($"record {point + 1} names no part; texts are: {PartNames.Right}.", parts.File);

    private static NpyArray Array(Dictionary<string, byte[]> entries, string name, string option, string file) =>
        entries.TryGetValue($"{name}.npy", out byte[]? bytes)
            ? NpyArray.Parse(bytes, $"{file}/{name}.npy")
            : throw new InputException(
                $"no array is named '{name}' (option `{option}`)."
                    + NearestName.Sentence(name, entries.Keys.Select(static key => key[..^".npy".Length])),
                file
            );
}
