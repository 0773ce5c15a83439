using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;

namespace Unlearn.Formats.Arrays;

/// <summary>
/// Named arrays from files that any tool can write: NumPy's npy and npz, delimited text, Parquet and JSON, plain or gzip. All
/// numbers are read as float64; nothing here touches libtorch.
/// </summary>
public static class ArrayFile
{
    private static readonly string[] Endings =
    [
        ".npz",
        ".npy",
        ".csv",
        ".tsv",
        ".parquet",
        ".json",
        ".jsonl",
        ".ndjson",
    ];

    /// <summary>Reads the arrays of a file.</summary>
    /// <param name="path">The file; its ending says the format, <c>.gz</c> behind it is undone.</param>
    /// <param name="key">One array of the file, or a path such as <c>grid/tp</c> into JSON; null: everything.</param>
    /// <returns>The arrays in file order; the one array of an npy file has an empty name.</returns>
    /// <exception cref="InputException">The file is absent, damaged or of another format, or has no such array.</exception>
    public static IReadOnlyList<NamedArray> Read(string path, string? key = null)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string ending = Path.GetExtension(plain).ToLowerInvariant();
        if (!Endings.Contains(ending))
        {
            throw new InputException(
                $"the ending must be one of {string.Join(", ", Endings)} (or one with .gz).",
                path
            );
        }

        byte[] content = FileBytes.ReadContent(path);
        return ending switch
        {
            ".json" => JsonArrays.Read(TextBytes.ToUtf8(content, path), path, key),
            ".jsonl" or ".ndjson" => Choose(JsonArrays.Lines(TextBytes.ToUtf8(content, path), path), path, key),
            _ => Choose(Read(content, path, ending), path, key),
        };
    }

    /// <summary>An array that is written out as JSON: a number, or nested lists of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="InputException">The text is something else.</exception>
    public static NamedArray Literal(string name, string json) =>
        JsonArrays.Read(System.Text.Encoding.UTF8.GetBytes(json), name) is [{ Name: "" } only]
            ? only with
            {
                Name = name,
            }
            : throw new InputException($"'{json}' is no number and no list of numbers.", name);

    private static IReadOnlyList<NamedArray> Read(byte[] content, string path, string ending) =>
        ending switch
        {
            ".npz" =>
            [
                .. ArchiveBytes
                    .Zip(content, path, static name => name.EndsWith(".npy", StringComparison.Ordinal))
                    .Select(entry => FromEntry(entry.Value, $"{path}/{entry.Key}", entry.Key[..^".npy".Length])),
            ],
            ".npy" => [FromNpy(content, path, "")],
            ".parquet" => TableArrays.Read(ParquetRows.Open(content, path)),
            _ => TableArrays.Read(CsvRows.Guess(content, path)),
        };

    /// <summary>An array of another kind beside those that are needed is no obstacle.</summary>
    private static NamedArray FromEntry(byte[] content, string file, string name)
    {
        try
        {
            return FromNpy(content, file, name);
        }
        catch (InputException error)
        {
            return new NamedArray(name, [], []) { Flaw = error.Message };
        }
    }

    private static NamedArray FromNpy(byte[] content, string file, string name)
    {
        var array = NpyArray.Parse(content, file);
        if (array.HoldsTexts)
        {
            return new NamedArray(name, [.. array.Sizes], [.. Enumerable.Repeat(double.NaN, array.Count)])
            {
                Texts = [.. Enumerable.Range(0, array.Count).Select(at => array.Text(at, "text"))],
            };
        }

        var values = new double[array.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = array.Number(i);
        }

        return new NamedArray(name, [.. array.Sizes], values);
    }

    private static IReadOnlyList<NamedArray> Choose(IReadOnlyList<NamedArray> arrays, string path, string? key)
    {
        if (key is null)
        {
            return arrays;
        }

        string[] names = [.. arrays.Select(static array => array.Name)];
        return arrays.FirstOrDefault(array => array.Name == key) is { } chosen
            ? [chosen]
            : throw new InputException($"no array is named '{key}'.{NearestName.Sentence(key, names)}", path);
    }
}
