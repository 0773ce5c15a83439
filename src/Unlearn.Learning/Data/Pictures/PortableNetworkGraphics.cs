using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>
/// Reads PNG pictures (ISO/IEC 15948) of every colour type and of 1 to 16 bits a sample, interlaced or not. Every chunk's checksum is
/// verified and every row has to be there: a damaged picture is an error, never a part of one. Transparency is ignored.
/// </summary>
internal static class PortableNetworkGraphics
{
    /// <summary>Deflate makes at most this many bytes out of one.</summary>
    private const int BestCompression = 1032;

    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1a, (byte)'\n'];

    /// <summary>Where the passes of interlaced pictures begin, and their steps (Adam7).</summary>
    private static readonly (int Row, int Column, int Down, int Right)[] Passes =
    [
        (0, 0, 8, 8),
        (0, 4, 8, 8),
        (4, 0, 8, 4),
        (0, 2, 4, 4),
        (2, 0, 4, 2),
        (0, 1, 2, 2),
        (1, 0, 2, 1),
    ];

    /// <summary>Whether the bytes begin as a PNG file does.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <summary>Reads a picture; samples are divided by the largest that their bits can hold.</summary>
    /// <exception cref="InputException">The file is damaged or cut short.</exception>
    public static Picture Read(byte[] bytes, string file)
    {
        try
        {
            return Decode(bytes, file);
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"the PNG picture cannot be read: {error.Message}", file, 0, error);
        }
        catch (EndOfStreamException error)
        {
            throw new InputException("the PNG picture cannot be read: rows of pixels are missing.", file, 0, error);
        }
    }

    private static Picture Decode(byte[] bytes, string file)
    {
        PngHeader? header = null;
        byte[] palette = [];
        using var data = new MemoryStream();
        foreach ((string type, ReadOnlyMemory<byte> content) in Chunks(bytes))
        {
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(content.Span);
                    break;
                case "PLTE":
                    palette = content.ToArray();
                    break;
                case "IDAT":
                    data.Write(content.Span);
                    break;
            }
        }

        if (header is null)
        {
            throw new InvalidDataException("there is no header chunk.");
        }

        long raw = PassesOf(header).Sum(pass => pass.Rows * (1L + header.RowBytes(pass.Columns)));
        PictureSize.Check(header.Rows, header.Columns, raw / BestCompression, data.Length, file);
        data.Position = 0;
        using var pixels = new ZLibStream(data, CompressionMode.Decompress);
        int channels = header.IsColour ? 3 : 1;
        var values = new float[header.Rows * header.Columns * channels];
        foreach (PngPass pass in PassesOf(header))
        {
            ReadPass(pixels, header, palette, pass, values);
        }

        // The checksum of the pixels stands behind them and is read, and compared, only now.
        _ = pixels.ReadByte();
        return new Picture(channels, header.Rows, header.Columns, values);
    }

    /// <summary>The chunks in order, their checksums verified; the last one must be the end's.</summary>
    private static IEnumerable<(string Type, ReadOnlyMemory<byte> Content)> Chunks(byte[] bytes)
    {
        int at = Signature.Length;
        string type = "";
        while (type != "IEND")
        {
            long length = bytes.Length - at >= 12 ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : -1;
            if (length < 0 || length > bytes.Length - at - 12)
            {
                throw new InvalidDataException("the file is cut short.");
            }

            int end = at + 8 + (int)length;
            if (
                Crc32.HashToUInt32(bytes.AsSpan(at + 4, (int)length + 4))
                != BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(end))
            )
            {
                throw new InvalidDataException("a checksum does not match; the file is damaged.");
            }

            type = System.Text.Encoding.Latin1.GetString(bytes, at + 4, 4);
            yield return (type, bytes.AsMemory(at + 8, (int)length));
            at = end + 4;
        }
    }

    private static IEnumerable<PngPass> PassesOf(PngHeader header) =>
        header.IsInterlaced
            ? Passes
                .Select(pass => new PngPass(
                    pass.Row,
                    pass.Column,
                    pass.Down,
                    pass.Right,
                    Math.Max(0, (header.Rows - pass.Row + pass.Down - 1) / pass.Down),
                    Math.Max(0, (header.Columns - pass.Column + pass.Right - 1) / pass.Right)
                ))
                .Where(static pass => pass.Rows > 0 && pass.Columns > 0)
            : [new PngPass(0, 0, 1, 1, header.Rows, header.Columns)];

    private static void ReadPass(Stream pixels, PngHeader header, byte[] palette, PngPass pass, float[] values)
    {
        int bytes = header.RowBytes(pass.Columns);
        var row = new byte[bytes];
        var above = new byte[bytes];
        for (int y = 0; y < pass.Rows; y++)
        {
            int filter = pixels.ReadByte();
            pixels.ReadExactly(row);
            Unfilter(filter, row, above, header.PixelBytes);
            int first = ((pass.Row + (y * pass.Down)) * header.Columns) + pass.Column;
            for (int x = 0; x < pass.Columns; x++)
            {
                header.Pixel(row, x, palette, values, first + (x * pass.Right));
            }

            (row, above) = (above, row);
        }
    }

    /// <summary>Undoes a row's filter: each byte was stored as the difference from what its neighbours foretell.</summary>
    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (filter is < 0 or > 4)
        {
            throw new InvalidDataException(
                filter < 0 ? "rows of pixels are missing." : "a row has an unknown filter; the file is damaged."
            );
        }

        for (int i = 0; filter > 0 && i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            int corner = i < step ? 0 : above[i - step];
            row[i] += (byte)(
                filter switch
                {
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    _ => Paeth(left, above[i], corner),
                }
            );
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left
            : toAbove <= toCorner ? above
            : corner;
    }
}
