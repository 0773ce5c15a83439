using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Arrays;

/// <summary>Writes arrays as NumPy's npz archive, as <c>numpy.savez</c> does: float64, row-major, format version 1.</summary>
public static class NpzArchive
{
    private const int Alignment = 64;
    private const int Preamble = 10;

    // Times in a zip start in 1980; a fixed one keeps equal arrays equal files.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file, as a whole or not at all.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="arrays">Names, shapes and values.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NamedArray> arrays) =>
        WholeFile.Write(path, stream => Write(stream, arrays));

    private static void Write(Stream file, IEnumerable<NamedArray> arrays)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (NamedArray array in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{array.Name}.npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using Stream stream = entry.Open();
            stream.Write(Header(array.Shape));
            stream.Write(MemoryMarshal.AsBytes(array.Values.AsSpan()));
        }
    }

    private static byte[] Header(IReadOnlyList<int> shape)
    {
        string sizes = string.Concat(
            shape.Select(static size => string.Create(CultureInfo.InvariantCulture, $"{size}, "))
        );
        string text = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({sizes.TrimEnd()}), }}";
        int length = ((Preamble + text.Length + 1 + Alignment - 1) / Alignment * Alignment) - Preamble;
        return
        [
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            (byte)(length & 0xff),
            (byte)(length >> 8),
            .. Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"),
        ];
    }
}
