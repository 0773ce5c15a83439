using Parquet.Meta;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Tables;

/// <summary>
/// Compares the sizes that the pages of a Parquet file declare with the bytes that are there, before anything is unpacked: the library takes
/// memory for a page as its header says.
/// </summary>
/// <param name="content">The file.</param>
/// <param name="file">Its name in messages.</param>
internal sealed class ParquetPages(byte[] content, string file)
{
    /// <summary>What a page of any packed size may unpack to; writers make pages of about a megabyte.</summary>
    private const long Harmless = 64L << 20;

    private const int LargestRatio = 1100;
    private const int DeepestHeader = 8;
    private int _at;

    /// <summary>Walks over all pages of all columns.</summary>
    /// <exception cref="InputException">A column lies outside of the file, or a page is larger than it can be.</exception>
    public void Check(FileMetaData metadata)
    {
        foreach (
            ColumnMetaData column in metadata
                .RowGroups.SelectMany(static group => group.Columns)
                .Select(static column => column.MetaData)
                .OfType<ColumnMetaData>()
        )
        {
            long start = column.DictionaryPageOffset is { } dictionary and > 0
                ? Math.Min(dictionary, column.DataPageOffset)
                : column.DataPageOffset;
            if (start < 0 || column.TotalCompressedSize < 0 || start > content.Length - column.TotalCompressedSize)
            {
                throw Wrong($"a column of {column.TotalCompressedSize} bytes at {start}");
            }

            _at = (int)start;
            int end = (int)(start + column.TotalCompressedSize);
            while (_at < end)
            {
                CheckPage(end);
            }
        }
    }

    private void CheckPage(int end)
    {
        Dictionary<int, long> header = Struct(0);
        long unpacked = header.GetValueOrDefault(2, -1);
        long packed = header.GetValueOrDefault(3, -1);
        if (packed < 0 || packed > end - _at || unpacked < 0 || unpacked > Math.Max(Harmless, packed * LargestRatio))
        {
            throw Wrong($"a page of {packed} bytes, {unpacked} unpacked");
        }

        _at += (int)packed;
    }

    /// <summary>The whole numbers of a structure in Thrift's compact protocol, by the number of their field.</summary>
    private Dictionary<int, long> Struct(int depth)
    {
        if (depth > DeepestHeader)
        {
            throw Wrong("a page whose header is nested too deeply");
        }

        var numbers = new Dictionary<int, long>();
        int field = 0;
        while (Byte() is var head and not 0)
        {
            field = head >> 4 == 0 ? (int)ZigZag(Varint()) : field + (head >> 4);
            if (Value(head & 0xf, depth) is { } number)
            {
                numbers[field] = number;
            }
        }

        return numbers;
    }

    private long? Value(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2:
                return null;
            case 3:
                Skip(1);
                return null;
            case 4 or 5 or 6:
                return ZigZag(Varint());
            case 7:
                Skip(8);
                return null;
            case 8:
                Skip(Varint());
                return null;
            case 9 or 10:
                int head = Byte();
                ulong count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
                for (ulong item = 0; item < count; item++)
                {
                    // A list of truth values has a byte for each.
                    _ = (head & 0xf) is 1 or 2 ? Byte() : Value(head & 0xf, depth + 1);
                }

                return null;
            case 12:
                Struct(depth + 1);
                return null;
            default:
                throw Wrong("a page whose header is damaged");
        }
    }

    private int Byte() => _at < content.Length ? content[_at++] : throw Wrong("a page whose header is cut short");

    private void Skip(ulong bytes) =>
        _at =
            bytes <= (ulong)(content.Length - _at) ? _at + (int)bytes : throw Wrong("a page whose header is cut short");

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Wrong("a page whose header is damaged");
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private InputException Wrong(string what) =>
        new($"the file declares {what}, which its {content.Length} bytes cannot hold; it is damaged.", file);
}
