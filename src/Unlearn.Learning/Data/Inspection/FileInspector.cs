using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Data.Pictures;

namespace Unlearn.Learning.Data.Inspection;

/// <summary>Describes files of every kind that a dataset can be read from, before a manifest says what their parts mean.</summary>
public static class FileInspector
{
    /// <summary>The kinds, for messages.</summary>
    public const string Kinds =
        "tables (.csv, .tsv, .parquet, .json, .jsonl), arrays (.npz, .npy, idx), folders or zip archives of pictures, weights (.safetensors), each but the last "
        + "two also with .gz";

    /// <summary>What a file or folder holds.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="pictures">The dataset of pictures that it is; null for other kinds.</param>
    /// <exception cref="InputException">It does not exist, is damaged or of no kind that is read.</exception>
    public static DataDescription Describe(string path, out Dataset? pictures)
    {
        pictures = null;
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string ending = Path.GetExtension(plain).ToLowerInvariant();
        if (Directory.Exists(path) || ending == ".zip")
        {
            (Dictionary<string, byte[]> files, IReadOnlyList<string> others) = PictureFolder.Open(path);
            pictures = PictureFolder.Load("images", path, files, PictureLabels.Class, PictureColour.Own, 0, 0, others);
            return DatasetInspector.Describe(path, pictures);
        }

        return ending switch
        {
            ".csv" or ".tsv" or ".txt" or ".data" => TableInspector.Describe(
                CsvRows.Guess(FileBytes.ReadContent(path), path)
            ),
            ".parquet" => TableInspector.Describe(ParquetRows.Open(FileBytes.ReadContent(path), path)),
            ".json" or ".jsonl" or ".ndjson" => JsonRows.OpenTable(FileBytes.ReadContent(path), path) is { } rows
                ? TableInspector.Describe(rows)
                : Arrays(path, ArrayFile.Read(path)),
            ".npz" or ".npy" => Arrays(path, ArrayFile.Read(path)),
            Safetensors.Extension => Arrays(
                path,
                [
                    .. Safetensors
                        .Read(path)
                        .Select(static array => new NamedArray(
                            array.Key,
                            array.Value.Shape,
                            [.. array.Value.Values.Select(static value => (double)value)]
                        )),
                ]
            ),
            _ => Idx(path),
        };
    }

    private static DataDescription Idx(string path)
    {
        byte[] content = FileBytes.ReadContent(path);
        if (content is not [0, 0, >= 8 and <= 14, > 0, ..])
        {
            throw new InputException($"this is no file of a kind that is read; {Kinds} are.", path);
        }

        var array = IdxArray.Parse(content, path);
        int count = array.Sizes.Aggregate(1, static (product, size) => product * size);
        return Arrays(
            path,
            [
                new NamedArray(
                    "numbers",
                    array.Sizes,
                    [.. array.ToFloats(count, 1).Select(static value => (double)value)]
                ),
            ]
        );
    }

    private static DataDescription Arrays(string path, IReadOnlyList<NamedArray> arrays) =>
        new()
        {
            Name = path,
            Points = arrays.Count == 0 ? 0 : arrays.Max(static array => array.Shape.Count == 0 ? 1 : array.Shape[0]),
            Columns = [.. arrays.Select(Array)],
        };

    private static ColumnDescription Array(NamedArray array)
    {
        double[] known = [.. array.Values.Where(static value => !double.IsNaN(value))];
        return new ColumnDescription(
            array.Name.Length > 0 ? array.Name : "array",
            array.Texts is null ? array.ShapeText : $"{array.ShapeText} texts",
            "",
            array.Texts?.Min(StringComparer.Ordinal) ?? Text(known.Length == 0 ? null : known.Min()),
            array.Texts?.Max(StringComparer.Ordinal) ?? Text(known.Length == 0 ? null : known.Max()),
            array.Texts is null ? array.Values.Length - known.Length : 0,
            array.Texts?.Distinct().Count() ?? known.Distinct().Count()
        );
    }

    private static string Text(double? value) => value?.ToString("G7", CultureInfo.InvariantCulture) ?? "";
}
