using System.Buffers.Binary;

namespace Unlearn.Learning.Native;

/// <summary>
/// Reads and edits the version requirements (section type SHT_GNU_verneed) of a 64-bit little-endian ELF image in memory.
/// Layout: ELF-64 object file format; Linux Standard Base, "Symbol Versioning".
/// </summary>
internal static class ElfVersionNeeds
{
    private const int VersionNeedSection = 0x6FFFFFFE;

    /// <summary>
    /// Makes the requirement <paramref name="from"/> an alias of <paramref name="to"/>, which the image requires as well, so
    /// that a loader without the newer version accepts it.
    /// </summary>
    /// <returns>False when the image is no such file or lacks one of the two requirements; it is unchanged then.</returns>
    public static bool Retarget(Span<byte> image, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        int source = Find(image, from);
        int target = Find(image, to);
        if (source < 0 || target < 0)
        {
            return false;
        }

        image.Slice(target, sizeof(int)).CopyTo(image[source..]); // hash of the name
        image.Slice(target + 8, sizeof(int)).CopyTo(image[(source + 8)..]); // offset of the name
        return true;
    }

    /// <summary>Offset of the entry for a version name, or -1.</summary>
    private static int Find(ReadOnlySpan<byte> image, ReadOnlySpan<byte> version)
    {
        if (image.Length < 64 || !image.StartsWith("\u007fELF\u0002\u0001"u8))
        {
            return -1;
        }

        int headers = (int)Int64(image, 0x28);
        int headerSize = UInt16(image, 0x3A);
        int headerCount = UInt16(image, 0x3C);
        for (int i = 0; i < headerCount; i++)
        {
            int header = headers + (i * headerSize);
            if (Int32(image, header + 4) != VersionNeedSection)
            {
                continue;
            }

            int strings = (int)Int64(image, headers + (Int32(image, header + 0x28) * headerSize) + 0x18);
            int found = FindInSection(image, (int)Int64(image, header + 0x18), strings, version);
            if (found >= 0)
            {
                return found;
            }
        }

        return -1;
    }

    private static int FindInSection(ReadOnlySpan<byte> image, int need, int strings, ReadOnlySpan<byte> version)
    {
        while (true)
        {
            int entry = need + Int32(image, need + 8);
            for (int left = UInt16(image, need + 2); left > 0; left--)
            {
                ReadOnlySpan<byte> name = image[(strings + Int32(image, entry + 8))..];
                if (name[..name.IndexOf((byte)0)].SequenceEqual(version))
                {
                    return entry;
                }

                entry += Int32(image, entry + 12);
            }

            int step = Int32(image, need + 12);
            if (step == 0)
            {
                return -1;
            }

            need += step;
        }
    }

    private static int UInt16(ReadOnlySpan<byte> image, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(image[offset..]);

    private static int Int32(ReadOnlySpan<byte> image, int offset) =>
        BinaryPrimitives.ReadInt32LittleEndian(image[offset..]);

    private static long Int64(ReadOnlySpan<byte> image, int offset) =>
        BinaryPrimitives.ReadInt64LittleEndian(image[offset..]);
}
