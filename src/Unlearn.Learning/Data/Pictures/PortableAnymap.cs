using System.Globalization;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>Reads the portable formats PGM (grey) and PPM (colour), as text (P2, P3) or bytes (P5, P6), 8 or 16 bits.</summary>
internal static class PortableAnymap
{
    /// <summary>Reads a picture; values are divided by the header's largest value.</summary>
    /// <exception cref="InputException">The file is of another format, cut short, or has values above the largest.</exception>
    public static Picture Read(byte[] bytes, string file)
    {
        if (bytes is not [(byte)'P', (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6', ..])
        {
            throw new InputException("a PGM or PPM file starts with P2, P3, P5 or P6.", file);
        }

        int channels = bytes[1] is (byte)'3' or (byte)'6' ? 3 : 1;
        bool text = bytes[1] is (byte)'2' or (byte)'3';
        int at = 2;
        int columns = Next(bytes, ref at, file);
        int rows = Next(bytes, ref at, file);
        int largest = Next(bytes, ref at, file);
        if (largest is < 1 or > 65535)
        {
            throw new InputException($"the header says values up to {largest}; 1 to 65535 are right.", file);
        }

        // One blank parts header and bytes, and every two numbers.
        at++;
        int width = largest > 255 ? 2 : 1;
        long samples = (long)rows * columns * channels;
        PictureSize.Check(
            rows,
            columns,
            text ? (2 * samples) - 1 : width * samples,
            Math.Max(0, bytes.Length - at),
            file
        );
        int count = (int)samples;
        var values = new float[count];
        int plane = rows * columns;
        for (int i = 0; i < count; i++)
        {
            int value =
                text ? Next(bytes, ref at, file)
                : width == 2 ? (bytes[at + (2 * i)] << 8) | bytes[at + (2 * i) + 1]
                : bytes[at + i];
            if (value > largest)
            {
                throw new InputException($"a pixel is {value}; 0 to {largest} is right.", file);
            }

            values[((i % channels) * plane) + (i / channels)] = (float)value / largest;
        }

        return new Picture(channels, rows, columns, values);
    }

    /// <summary>The next number, behind blanks and comments (from # to the line's end).</summary>
    private static int Next(byte[] bytes, ref int at, string file)
    {
        bool comment = false;
        while (at < bytes.Length && (comment || bytes[at] is not (>= (byte)'0' and <= (byte)'9')))
        {
            comment = bytes[at] == (byte)'#' || (comment && bytes[at] != (byte)'\n');
            if (!comment && bytes[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                throw new InputException($"byte {at + 1} is no digit where a number should stand.", file);
            }

            at++;
        }

        int start = at;
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        string digits = string.Concat(bytes[start..at].Select(static digit => (char)digit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InputException("the file ends where a number should stand; it is cut short.", file);
    }
}
