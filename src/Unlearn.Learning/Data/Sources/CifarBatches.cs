using System.Text;
using Unlearn.Core;
using Unlearn.Formats.Files;
using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// CIFAR's binary batches: records of one or two label bytes and 3,072 pixel bytes (red, green, blue plane, each row by row).
/// </summary>
/// <param name="Records">The training batches in order and the test batch, if any, each with its file's name.</param>
/// <param name="TrainFiles">How many of them are training batches.</param>
/// <param name="LabelBytes">Label bytes before the pixels.</param>
internal sealed record CifarBatches(IReadOnlyList<(string File, byte[] Bytes)> Records, int TrainFiles, int LabelBytes)
{
    private const int Pixels = 3 * 32 * 32;

    private int Stride => LabelBytes + Pixels;

    /// <summary>Number of records of a file.</summary>
    private int Count(int file) => Records[file].Bytes.Length / Stride;

    /// <summary>Checks lengths: whole records, and at least one.</summary>
    public CifarBatches Checked()
    {
        foreach ((string file, byte[] bytes) in Records)
        {
            if (bytes.Length == 0 || bytes.Length % Stride != 0)
            {
                throw new InputException(
                    $"{bytes.Length} bytes are no whole number of records of {Stride} bytes; the file is cut short or of another format.",
                    file
                );
            }
        }

        return this;
    }

    /// <summary>Reads labels and pixels.</summary>
    /// <param name="tables">Number for each byte of each channel.</param>
    /// <param name="classes">Number of classes of each label byte.</param>
    /// <param name="limit">Only the first this many training records; 0: all.</param>
    /// <returns>Pixels; one array of labels for each label byte; the first test point, or null without test batch.</returns>
    public (float[] Features, int[][] Labels, int? TestStart) Decode(float[][] tables, int[] classes, int limit)
    {
        int all = Enumerable.Range(0, TrainFiles).Sum(Count);
        int train = limit == 0 ? all : Math.Min(limit, all);
        int total = train + Enumerable.Range(TrainFiles, Records.Count - TrainFiles).Sum(Count);
        var features = new float[checked((long)total * Pixels)];
        int[][] labels = [.. Enumerable.Range(0, LabelBytes).Select(_ => new int[total])];
        int point = 0;
        for (int file = 0; file < Records.Count; file++)
        {
            // The limit cuts training batches; the test batch stays whole.
            int count = file < TrainFiles ? Math.Min(Count(file), train - point) : Count(file);
            for (int record = 0; record < count; record++, point++)
            {
                ReadOnlySpan<byte> bytes = Records[file].Bytes.AsSpan(record * Stride, Stride);
                for (int i = 0; i < LabelBytes; i++)
                {
                    labels[i][point] =
                        bytes[i] < classes[i]
                            ? bytes[i]
                            : throw new InputException(
                                $"the label of record {record + 1} is {bytes[i]}; 0 to {classes[i] - 1} is right.",
                                Records[file].File
                            );
                }

                Span<float> pixels = features.AsSpan(point * Pixels, Pixels);
                for (int i = 0; i < Pixels; i++)
                {
                    pixels[i] = tables[i / 1024][bytes[LabelBytes + i]];
                }
            }
        }

        return (features, labels, Records.Count > TrainFiles ? train : null);
    }

    /// <summary>Names in label order from a text file with one per line, or numbers where there is no such file.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyDictionary<string, byte[]> files, string name, int classes)
    {
        if (!files.TryGetValue(name, out byte[]? bytes))
        {
            return [.. Enumerable.Range(0, classes).Select(static label => $"{label}")];
        }

        string[] names = Encoding
            .UTF8.GetString(bytes)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == classes
            ? names
            : throw new InputException($"the file has {names.Length} names; {classes} are right.", name);
    }

    /// <summary>The files of a set by name without folders: out of the checked archive, or of a folder that <c>path:</c> names.</summary>
    public static (IReadOnlyDictionary<string, byte[]> Files, string Place) Open(
        Catalog.NamedDataset dataset,
        DataFolders folders,
        string path,
        string unpacked
    )
    {
        Catalog.DatasetFile archive = dataset.Files[0];
        string given = path.Length == 0 ? "" : folders.Resolve(path);
        if (Directory.Exists(given) && !File.Exists(Path.Combine(given, archive.Name)))
        {
            string inner = Path.Combine(given, unpacked);
            string place = Directory.Exists(inner) ? inner : given;
            return (
                Directory
                    .EnumerateFiles(place)
                    .Where(Wanted)
                    .ToDictionary(static file => Path.GetFileName(file), static file => FileBytes.Read(file)),
                place
            );
        }

        NamedContent content = NamedFiles.Require(dataset, archive, folders, path);
        return (
            ArchiveBytes
                .Tar(content.Bytes, content.Path, Wanted)
                .ToDictionary(static file => Path.GetFileName(file.Key), static file => file.Value),
            content.Path
        );
    }

    private static bool Wanted(string name) =>
        name.EndsWith(".bin", StringComparison.Ordinal) || name.EndsWith(".txt", StringComparison.Ordinal);
}
