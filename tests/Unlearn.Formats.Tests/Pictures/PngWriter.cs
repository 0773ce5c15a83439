using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Unlearn.Formats.Tests.Pictures;

/// <summary>Writes PNG files chunk by chunk, right and wrong ones.</summary>
internal static class PngWriter
{
    /// <summary>The pass that sends each pixel of 8 x 8, as the standard draws it.</summary>
    private static readonly string[] Pattern =
    [
        "16462646",
        "77777777",
        "56565656",
        "77777777",
        "36463646",
        "77777777",
        "56565656",
        "77777777",
    ];

    /// <summary>A picture.</summary>
    /// <param name="columns">Width.</param>
    /// <param name="rows">Height.</param>
    /// <param name="bits">Bits a sample.</param>
    /// <param name="type">Colour type.</param>
    /// <param name="raw">Rows as they are compressed, each with its filter's number.</param>
    /// <param name="palette">Colours, or nothing.</param>
    /// <param name="interlaced">Whether the header says so.</param>
    public static byte[] Write(
        uint columns,
        uint rows,
        byte bits,
        byte type,
        byte[] raw,
        byte[]? palette = null,
        bool interlaced = false
    )
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, columns);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), rows);
        header[8] = bits;
        header[9] = type;
        header[12] = interlaced ? (byte)1 : (byte)0;
        return
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1a,
            (byte)'\n',
            .. Chunk("IHDR"u8, header),
            .. palette is null ? [] : Chunk("PLTE"u8, palette),
            .. Chunk("IDAT"u8, Deflate(raw)),
            .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>The passes of a grey picture of 8 bits, one after another, without filters.</summary>
    /// <param name="pixels">Row by row.</param>
    public static byte[] Interlace(byte[][] pixels)
    {
        var raw = new List<byte>();
        for (char pass = '1'; pass <= '7'; pass++)
        {
            foreach ((int y, byte[] row) in pixels.Index())
            {
                byte[] sent = [.. row.Where((_, x) => Pattern[y % 8][x % 8] == pass)];
                raw.AddRange(sent.Length > 0 ? [0, .. sent] : []);
            }
        }

        return [.. raw];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        byte[] body = [.. type, .. content];
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(body));
        return [.. length, .. body, .. checksum];
    }

    private static byte[] Deflate(byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(raw);
        }

        return packed.ToArray();
    }
}
