using System.Buffers.Binary;
using System.IO.Compression;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tests.Files;

public sealed class ArchiveBytesTests
{
    [Test]
    public void Files_that_are_asked_for_come_out()
    {
        Dictionary<string, byte[]> files = ArchiveBytes.Zip(
            Zip(("a/b.npy", [1, 2]), ("c.txt", [3])),
            "x.zip",
            static name => name.EndsWith(".npy", StringComparison.Ordinal)
        );

        Assert.That(files.Keys, Is.EqualTo(["a/b.npy"]));
        Assert.That(files["a/b.npy"], Is.EqualTo([1, 2]));
    }

    [Test]
    public void Of_two_files_of_one_name_none_is_taken()
    {
        byte[] zip = Zip(("a.npy", [1]), ("b.npy", [2]), ("a.npy", [3]));

        Expect.Error(() => ArchiveBytes.Zip(zip, "x.zip", static _ => true), "x.zip: the archive holds 'a.npy' twice");
        Assert.That(
            ArchiveBytes.Zip(zip, "x.zip", static name => name.StartsWith('b')).Keys,
            Is.EqualTo(["b.npy"]),
            "what is not asked for does not matter"
        );
    }

    [TestCase(3u)]
    [TestCase(1_000_000_000u)]
    [TestCase(0x7fff_ffffu)]
    [TestCase(0xffff_fffeu)]
    public void A_size_that_the_directory_declares_is_not_believed(uint declared)
    {
        byte[] zip = Zip(("a.npy", [1, 2]));
        int directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 24), declared);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Expect.Error(() => ArchiveBytes.Zip(zip, "x.zip", static _ => true), "x.zip", "no whole zip archive");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    [Test]
    public void A_flood_is_refused()
    {
        byte[] flood = Zip(("a.npy", new byte[300 << 20]));

        Expect.Error(() => ArchiveBytes.Zip(flood, "x.zip", static _ => true), "x.zip/a.npy", "unpack to more than");
    }

    [Test]
    public void No_cut_and_no_damaged_byte_gives_another_exception([Values] bool tar)
    {
        byte[] whole = tar ? Tar() : Zip(("a.npy", [.. Enumerable.Range(0, 200).Select(static i => (byte)(i * i))]));
        for (int at = 0; at < whole.Length; at += tar ? 3 : 1)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x81;
            foreach (byte[] wrong in (byte[][])[whole[..at], flipped])
            {
                try
                {
                    _ = tar
                        ? ArchiveBytes.Tar(wrong, "x", static _ => true)
                        : ArchiveBytes.Zip(wrong, "x", static _ => true);
                }
                catch (Unlearn.Core.InputException)
                {
                    // Right: in words.
                }
            }
        }
    }

    private static byte[] Tar()
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(
                new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "folder/bangkok")
                {
                    DataStream = new MemoryStream([1, 2, 3]),
                }
            );
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
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
}
