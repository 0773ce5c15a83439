using System.Formats.Tar;
using System.IO.Compression;
using Unlearn.Core;

namespace Unlearn.Formats.Files;

/// <summary>Reads files out of archives in memory; nothing is unpacked to disk, and no size that an archive declares is believed.</summary>
public static class ArchiveBytes
{
    /// <summary>The regular files of a tar archive by name (folders with /), of those that are asked for.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public static Dictionary<string, byte[]> Tar(byte[] content, string file, Func<string, bool> wanted) =>
        Guarded(
            "tar",
            file,
            () =>
            {
                using var tar = new TarReader(new MemoryStream(content));
                var files = new Dictionary<string, byte[]>();
                while (tar.GetNextEntry() is { } entry)
                {
                    if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && wanted(entry.Name))
                    {
                        // Its content lies within the archive's bytes.
                        files[entry.Name] = entry.DataStream is { } stream
                            ? Whole(stream, content.Length, entry.Length, $"{file}/{entry.Name}")
                            : [];
                    }
                }

                return files;
            }
        );

    /// <summary>The files of a zip archive by name (folders with /), of those that are asked for.</summary>
    /// <exception cref="InputException">It is damaged, or unpacks to far more than its size.</exception>
    public static Dictionary<string, byte[]> Zip(byte[] content, string file, Func<string, bool> wanted) =>
        Guarded(
            "zip",
            file,
            () =>
            {
                using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
                var files = new Dictionary<string, byte[]>();
                foreach (ZipArchiveEntry entry in zip.Entries)
                {
                    if (entry.Name.Length > 0 && wanted(entry.FullName))
                    {
                        // Readers differ in which of the two they take.
                        if (files.ContainsKey(entry.FullName))
                        {
                            throw new InputException($"the archive holds '{entry.FullName}' twice.", file);
                        }

                        // An archive whose entries share bytes would unpack to many times its size.
                        if (files.Values.Sum(static one => (long)one.Length) > Array.MaxLength)
                        {
                            throw new InvalidDataException($"its files unpack to more than {Array.MaxLength} bytes.");
                        }

                        using Stream stream = entry.Open();
                        files[entry.FullName] = Whole(
                            stream,
                            Math.Min(entry.CompressedLength, content.Length),
                            entry.Length,
                            $"{file}/{entry.FullName}"
                        );
                    }
                }

                return files;
            }
        );

    private static byte[] Whole(Stream stream, long packed, long declared, string name)
    {
        byte[] bytes = Unpacked.Read(stream, packed, name);
        return bytes.Length == declared
            ? bytes
            : throw new InvalidDataException($"{name} should have {declared} bytes and has {bytes.Length}.");
    }

    private static Dictionary<string, byte[]> Guarded(string format, string file, Func<Dictionary<string, byte[]>> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not InputException)
        {
            // The runtime's readers meet damage with exceptions of many types.
            throw new InputException($"this is no whole {format} archive: {error.Message}", file, 0, error);
        }
    }
}
