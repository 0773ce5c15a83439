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

    /// <summary>The array of labels: n whole numbers from 0. Default <c>labels</c>.</summary>
    public string Labels { get; init; } = "labels";

    /// <summary>The array of groups: n whole numbers from 0. Default <c>groups</c>, read where it is there.</summary>
    public string Groups { get; init; } = "groups";

    /// <summary>Class names in label order; empty: "0", "1", ... up to the largest label.</summary>
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
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string file = folders.Resolve(Path);
        Dictionary<string, byte[]> entries = ArchiveBytes.Zip(
            FileBytes.ReadContent(file, Sha256),
            file,
            static name => name.EndsWith(".npy", StringComparison.Ordinal)
        );
        NpyArray points = Array(entries, Features, "features", file);
        NpyArray labels = Array(entries, Labels, "labels", file);
        NpyArray? groups = entries.ContainsKey($"{Groups}.npy") ? Array(entries, Groups, "groups", file) : null;
        if (points.Sizes.Length < 1 || points.Count == 0)
        {
            throw new InputException("the array holds no points.", points.File);
        }

        int all = points.Sizes[0];
        CheckLength(labels, all);
        if (groups is not null)
        {
            CheckLength(groups, all);
        }

        int count = Limit == 0 ? all : Math.Min(Limit, all);
        int[] own = [.. points.Sizes.Skip(1)];
        int[] ownLabels = LabelCheck.ToLabels(count, Classes.Count, labels.File, labels.Number);
        return DatasetParts.ToDataset(
            "npz",
            Numbers(points, count * (points.Count / all)),
            own.Length switch
            {
                0 => [1],
                2 => [1, .. own],
                _ => [.. own],
            },
            ownLabels,
            LabelCheck.Names(Classes, ownLabels),
            groups is null ? null : LabelCheck.ToLabels(count, 0, groups.File, groups.Number, "group")
        );
    }

    private static NpyArray Array(Dictionary<string, byte[]> entries, string name, string option, string file) =>
        entries.TryGetValue($"{name}.npy", out byte[]? bytes)
            ? NpyArray.Parse(bytes, $"{file}/{name}.npy")
            : throw new InputException(
                $"no array is named '{name}' (option `{option}`)."
                    + NearestName.Sentence(name, entries.Keys.Select(static key => key[..^".npy".Length])),
                file
            );

    private static void CheckLength(NpyArray array, int points)
    {
        if (array.Sizes is not [int length] || length != points)
        {
            throw new InputException(
                $"the array has the shape ({string.Join(", ", array.Sizes)}); one number for each of the {points} points is right.",
                array.File
            );
        }
    }

    private float[] Numbers(NpyArray points, int count)
    {
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            double value = points.Number(i) / Divisor;
            numbers[i] = float.IsFinite((float)value)
                ? (float)value
                : throw new InputException(
                    $"the number {i % (points.Count / points.Sizes[0])} of point {i / (points.Count / points.Sizes[0])} is not finite.",
                    points.File
                );
        }

        return numbers;
    }
}
