using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Unlearn.Learning.Data;

namespace Unlearn.Benchmarks.Learning;

/// <summary>The data that benchmarks run on, read from the folder <c>shared/data</c> beside the checkout (UNLEARN_SHARED names another place).</summary>
internal static class BenchmarkData
{
    /// <summary>Location-30: 5,010 points of 446 binary features, 30 classes.</summary>
    public static Dataset Location()
    {
        using var tar = new TarReader(Unzip("location", "dataset_location.tgz"));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } stream && Path.GetFileName(entry.Name) == "bangkok")
            {
                return FromRows("location-30", Lines(stream), labelOffset: 1, scale: 1f, classes: 30);
            }
        }

        throw new InvalidDataException("The archive has no file `bangkok`.");
    }

    /// <summary>The small handwritten digits: 1,797 points of 64 features, 10 classes.</summary>
    public static Dataset Digits() =>
        FromRows("digits", Lines(Unzip("digits", "digits.csv.gz")), labelOffset: 0, scale: 1f / 16f, classes: 10);

    /// <summary>The first training points of MNIST: 784 features, 10 classes.</summary>
    public static Dataset Mnist(int points)
    {
        byte[] images = All(Unzip("mnist", "train-images-idx3-ubyte.gz"), 16 + (points * 784));
        byte[] labels = All(Unzip("mnist", "train-labels-idx1-ubyte.gz"), 8 + points);
        return Make(
            "mnist",
            [.. images.Skip(16).Select(static pixel => pixel / 255f)],
            [.. labels.Skip(8).Select(static label => (int)label)],
            784,
            10
        );
    }

    private static Dataset FromRows(string name, IEnumerable<string> lines, int labelOffset, float scale, int classes)
    {
        var features = new List<float>();
        var labels = new List<int>();
        foreach (string line in lines)
        {
            string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
            labels.Add(int.Parse(cells[0].Trim('"'), CultureInfo.InvariantCulture) - labelOffset);
            features.AddRange(cells.Skip(1).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture) * scale));
        }

        return Make(name, [.. features], [.. labels], features.Count / labels.Count, classes);
    }

    private static Dataset Make(string name, float[] features, int[] labels, int width, int classes) =>
        new()
        {
            Name = name,
            Features = features,
            FeatureShape = [width],
            Labels = labels,
            ClassNames = [.. Enumerable.Range(0, classes).Select(static c => c.ToString(CultureInfo.InvariantCulture))],
            Digest = name,
        };

    private static GZipStream Unzip(params string[] path) =>
        new(File.OpenRead(Path.Combine([Root(), "data", .. path])), CompressionMode.Decompress);

    private static byte[] All(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static IEnumerable<string> Lines(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("UNLEARN_SHARED") is { Length: > 0 } given)
        {
            return given;
        }

        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared");
            if (File.Exists(Path.Combine(candidate, "DESIGN.md")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("No folder `shared` beside the checkout; UNLEARN_SHARED names another.");
    }
}
