using System.IO.Compression;
using System.Security.Cryptography;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Files;

/// <summary>Reads whole files, with gzip undone and errors that name the file.</summary>
internal static class FileBytes
{
    /// <summary>The file's bytes as they are.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="missing">What a person does about a missing file.</param>
    public static byte[] Read(string path, string missing = "give the path of an existing file.") =>
        RegularFile.Read(path, missing);

    /// <summary>The file's bytes with gzip undone where it is compressed, after a check of the checksum.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="sha256">The checksum of the file as it lies on disk, or empty for none.</param>
    public static byte[] ReadContent(string path, string sha256 = "")
    {
        byte[] bytes = Read(path);
        Verify(bytes, sha256, path);
        return Decompress(bytes, path);
    }

    /// <summary>Compares a checksum.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="sha256">The right checksum, upper or lower case, or empty for none.</param>
    /// <param name="file">The file's name in messages.</param>
    public static void Verify(ReadOnlySpan<byte> bytes, string sha256, string file)
    {
        if (sha256.Length == 0)
        {
            return;
        }

        string actual = Checksum(bytes);
        if (!string.Equals(actual, sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(
                $"wrong checksum: SHA-256 is {actual}, {sha256} is right ({bytes.Length} bytes). The file is damaged, cut short or "
                    + "another edition; get it again. It is never replaced by itself.",
                file
            );
        }
    }

    /// <summary>SHA-256 as lower-case hexadecimal digits.</summary>
    public static string Checksum(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Undoes gzip; other bytes come back as they are.</summary>
    public static byte[] Decompress(byte[] bytes, string file)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes;
        }

        // GZipStream takes a file that is cut short for a complete one. So a member with known content is put behind it: gzip
        // files may be joined, and only where the file is complete does that member come out at the end.
        ReadOnlySpan<byte> end = "unlearn: the end"u8;
        try
        {
            using var joined = new MemoryStream();
            joined.Write(bytes);
            using (var last = new GZipStream(joined, CompressionLevel.Fastest, leaveOpen: true))
            {
                last.Write(end);
            }

            joined.Position = 0;
            using var stream = new GZipStream(joined, CompressionMode.Decompress);
            byte[] all = Unpacked.Read(stream, bytes.Length, file);
            if (all.AsSpan().EndsWith(end))
            {
                return all[..^end.Length];
            }
        }
        catch (InvalidDataException error)
        {
            throw Damaged(file, error);
        }

        throw Damaged(file, null);
    }

    private static InputException Damaged(string file, Exception? cause) =>
        new("the gzip file is cut short or damaged; copy or download it again.", file, 0, cause);
}
