using System.Formats.Tar;
using System.IO.Compression;
using Unlearn.Core;

namespace Unlearn.Formats.Files;

/// <summary>Reads files out of archives in memory; nothing is unpacked to disk.</summary>
internal static class ArchiveBytes
{
    /// <summary>The regular files of a tar archive by name (folders with /), of those that are asked for.</summary>
    public static Dictionary<string, byte[]> Tar(byte[] content, string file, Func<string, bool> wanted)
    {
        try
        {
            using var tar = new TarReader(new MemoryStream(content));
            var files = new Dictionary<string, byte[]>();
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && wanted(entry.Name))
                {
                    files[entry.Name] = ReadAll(entry.DataStream, entry.Length);
                }
            }

            return files;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException)
        {
            throw new InputException($"this is no whole tar archive: {error.Message}", file, 0, error);
        }
    }

    /// <summary>The files of a zip archive by name (folders with /), of those that are asked for.</summary>
    public static Dictionary<string, byte[]> Zip(byte[] content, string file, Func<string, bool> wanted)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            var files = new Dictionary<string, byte[]>();
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                if (entry.Name.Length > 0 && wanted(entry.FullName))
                {
                    using Stream stream = entry.Open();
                    files[entry.FullName] = ReadAll(stream, entry.Length);
                }
            }

            return files;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InputException($"this is no whole zip archive: {error.Message}", file, 0, error);
        }
    }

    private static byte[] ReadAll(Stream? stream, long length)
    {
        if (stream is null)
        {
            return [];
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
