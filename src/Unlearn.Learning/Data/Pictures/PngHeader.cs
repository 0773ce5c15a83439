using System.Buffers.Binary;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>What the header chunk of a PNG picture says of its pixels.</summary>
/// <param name="Rows">Height.</param>
/// <param name="Columns">Width.</param>
/// <param name="Bits">Bits a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Type">Colour type: 0 grey, 2 colour, 3 places in a palette, 4 grey and alpha, 6 colour and alpha.</param>
/// <param name="IsInterlaced">Whether the pixels come in seven passes.</param>
internal sealed record PngHeader(int Rows, int Columns, int Bits, int Type, bool IsInterlaced)
{
    private const int Palette = 3;

    /// <summary>Whether a pixel has a red, a green and a blue value.</summary>
    public bool IsColour => Type is 2 or Palette or 6;

    /// <summary>Bytes from a pixel to the next, at least one.</summary>
    public int PixelBytes => Math.Max(1, Samples * Bits / 8);

    private int Samples =>
        Type switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>Bytes of a row of so many pixels.</summary>
    public int RowBytes(int columns) => checked((int)((((long)columns * Samples * Bits) + 7) / 8));

    /// <summary>Reads the chunk.</summary>
    /// <exception cref="InvalidDataException">A combination that PNG does not have.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> chunk)
    {
        bool known =
            chunk.Length == 13
            && (chunk[9], chunk[8])
                is
                    (0, 1 or 2 or 4 or 8 or 16)
                    or
                    (Palette, 1 or 2 or 4 or 8)
                    or
                    (2 or 4 or 6, 8 or 16)
            && chunk[10] == 0
            && chunk[11] == 0
            && chunk[12] <= 1;
        uint columns = known ? BinaryPrimitives.ReadUInt32BigEndian(chunk) : 0;
        uint rows = known ? BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) : 0;
        return columns is > 0 and < 1 << 24 && rows is > 0 and < 1 << 24
            ? new PngHeader((int)rows, (int)columns, chunk[8], chunk[9], chunk[12] == 1)
            : throw new InvalidDataException("the header describes no PNG picture.");
    }

    /// <summary>Puts a pixel's values, 0 to 1, into their planes.</summary>
    /// <param name="row">The row's bytes.</param>
    /// <param name="at">Which pixel of the row.</param>
    /// <param name="palette">Red, green and blue of each place.</param>
    /// <param name="values">Channel by channel.</param>
    /// <param name="to">The pixel's place in a channel.</param>
    public void Pixel(ReadOnlySpan<byte> row, int at, ReadOnlySpan<byte> palette, float[] values, int to)
    {
        int plane = Rows * Columns;
        int first = at * Samples;
        if (Type == Palette)
        {
            int place = 3 * Sample(row, first);
            if (place + 3 > palette.Length)
            {
                throw new InvalidDataException("a pixel has a colour that the palette lacks.");
            }

            for (int channel = 0; channel < 3; channel++)
            {
                values[(channel * plane) + to] = palette[place + channel] / 255f;
            }

            return;
        }

        float largest = (1 << Bits) - 1;
        for (int channel = 0; channel < (IsColour ? 3 : 1); channel++)
        {
            values[(channel * plane) + to] = Sample(row, first + channel) / largest;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int at)
    {
        if (Bits == 16)
        {
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * at)..]);
        }

        int bit = at * Bits;
        return (row[bit / 8] >> (8 - Bits - (bit % 8))) & ((1 << Bits) - 1);
    }
}
