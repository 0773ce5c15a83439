using System.Buffers.Binary;

namespace Unlearn.Engine.Store;

/// <summary>Looks at entries without reading their values or checking their seals: for lists and explanations, never for results.</summary>
internal static class StorePeek
{
    private const int LargestHeader = 64 * 1024 * 1024;

    /// <summary>What an entry says of itself; null where it cannot be read.</summary>
    public static EntryHeader? Header(StoreFile file)
    {
        try
        {
            return Path.GetExtension(file.Path) == ".json"
                ? EntryFormat.ReadResult(File.ReadAllBytes(file.Path), file.Key).Header
                : EntryFormat.PeekWeightsHeader(ReadStart(file.Path), file.Key);
        }
        catch (Exception error)
            when (EntryFormat.IsDamage(error) || error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] ReadStart(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var length = new byte[sizeof(ulong)];
        stream.ReadExactly(length);
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (size > LargestHeader || size > (ulong)stream.Length)
        {
            throw new InvalidDataException("The header is too long.");
        }

        var header = new byte[size];
        stream.ReadExactly(header);
        return header;
    }
}
