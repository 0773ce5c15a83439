using System.IO.Compression;
using System.Text;
using Parquet;
using Parquet.Schema;
using Unlearn.Learning.Models.Weights;

namespace Unlearn.Tool.Tests.Hostile;

/// <summary>A small whole file of each kind that the tool reads.</summary>
internal static class Samples
{
    public const string Csv = "age,job,label\n30,cook,yes\n41,\"clerk, old\",no\n52,cook,yes\n63,clerk,no\n";

    public const string Json = """
        {"target_scores": [0.1, 0.2, 0.9, 0.8], "members": [1, 0, 1, 0], "grid": {"tp": [[1, 2], [3, 4]]}}
        """;

    /// <summary>Grey, 2 rows x 3 columns.</summary>
    public static byte[] Png =>
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNgME5jmHnmPwAHmgL+77L/2AAAAABJRU5ErkJggg=="
        );

    /// <summary>8 x 8 pixels of (200, 100, 50).</summary>
    public static byte[] Jpeg =>
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQEAYABgAAD/2wCEAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgoBAgICAgICBQMDBQoHBgcKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCv/AABEIAAgACAMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AKFfywf2wf/Z"
        );

    public static byte[] Pgm => "P5 3 2 255\nabcdef"u8.ToArray();

    public static byte[] Ppm => "P3\n# by hand\n2 1\n255\n1 2 3 255 0 7\n"u8.ToArray();

    /// <summary>Four points of 2 x 2 bytes.</summary>
    public static byte[] IdxPoints =>
        [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 2, .. Enumerable.Range(0, 16).Select(static i => (byte)(i * 9))];

    public static byte[] IdxLabels => [0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1];

    public static byte[] Npy(string type, string shape, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. data];
    }

    public static byte[] Npz =>
        Zip(
            (
                "features.npy",
                Npy("<f4", "4, 2", [.. Enumerable.Range(0, 8).SelectMany(static i => BitConverter.GetBytes(i / 4f))])
            ),
            ("labels.npy", Npy("|u1", "4,", [0, 1, 0, 1]))
        );

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream sink = zip.CreateEntry(name).Open();
                sink.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Safetensors =>
        Learning.Models.Weights.Safetensors.ToBytes(
            [("seal", "none")],
            [
                new NamedWeights("layers.0.weight", [2, 3], new float[6]),
                new NamedWeights("layers.0.bias", [2], new float[2]),
            ]
        );

    public static async Task<byte[]> ParquetAsync()
    {
        var score = new DataField<double>("target_scores", true);
        var job = new DataField<string>("job", true);
        var member = new DataField<bool>("members", false);
        using var stream = new MemoryStream();
        await using (
            ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(score, job, member), stream)
        )
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<double>(score, new double?[] { 0.1, null, 0.3, 0.4 }.AsMemory());
            await group.WriteAsync(job, ["cook", "clerk", "cook", "clerk"]);
            await group.WriteAsync<bool>(member, new[] { true, false, true, false }.AsMemory());
        }

        return stream.ToArray();
    }
}
