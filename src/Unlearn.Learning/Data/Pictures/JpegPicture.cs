using BitMiracle.LibJpeg.Classic;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>Reads JPEG pictures, baseline and progressive, by libjpeg. Where the library would go on with pixels of its own, it is an error.</summary>
internal static class JpegPicture
{
    /// <summary>A block of 8 x 8 pixels takes a bit or more: at most this many pixels stand behind a byte.</summary>
    private const int PixelsInByte = 512;

    /// <summary>More scans than any encoder writes; each costs a walk over the whole picture.</summary>
    private const int MostScans = 100;

    /// <summary>Whether the bytes begin as a JPEG file does.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [0xff, 0xd8, 0xff, ..];

    /// <summary>Reads a picture; values are divided by 255.</summary>
    /// <exception cref="InputException">The file is damaged or cut short.</exception>
    public static Picture Read(byte[] bytes, string file)
    {
        var decoder = new jpeg_decompress_struct(new StrictErrors());
        try
        {
            using var stream = new MemoryStream(bytes);
            decoder.jpeg_stdio_src(stream);
            decoder.jpeg_read_header(true);
            long pixels = (long)decoder.Image_height * decoder.Image_width;
            PictureSize.Check(decoder.Image_height, decoder.Image_width, pixels / PixelsInByte, bytes.Length, file);
            return Decode(decoder);
        }
        catch (Exception error) when (error is not InputException)
        {
            // The library meets damage with exceptions of many types, its own and the runtime's.
            throw new InputException($"the JPEG picture cannot be read: {error.Message}", file, 0, error);
        }
    }

    private static Picture Decode(jpeg_decompress_struct decoder)
    {
        bool print = decoder.Jpeg_color_space is J_COLOR_SPACE.JCS_CMYK or J_COLOR_SPACE.JCS_YCCK;
        decoder.Out_color_space =
            print ? J_COLOR_SPACE.JCS_CMYK
            : decoder.Jpeg_color_space == J_COLOR_SPACE.JCS_GRAYSCALE ? J_COLOR_SPACE.JCS_GRAYSCALE
            : J_COLOR_SPACE.JCS_RGB;
        decoder.Progress = new ScanLimit(decoder);
        decoder.jpeg_start_decompress();
        int columns = decoder.Output_width;
        int rows = decoder.Output_height;
        int channels = decoder.Output_components == 1 ? 1 : 3;
        int plane = rows * columns;
        var values = new float[plane * channels];
        byte[][] line = [new byte[columns * decoder.Output_components]];
        for (int row = 0; row < rows; row++)
        {
            decoder.jpeg_read_scanlines(line, 1);
            for (int i = 0; i < columns * channels; i++)
            {
                int column = i / channels;
                int channel = i % channels;

                // Files for print hold inverted inks, as Adobe's programs write them: ink times black is light.
                values[(channel * plane) + (row * columns) + column] = print
                    ? line[0][(4 * column) + channel] * line[0][(4 * column) + 3] / (255f * 255f)
                    : line[0][i] / 255f;
            }
        }

        decoder.jpeg_finish_decompress();
        return new Picture(channels, rows, columns, values);
    }

    /// <summary>Turns the library's warnings into errors: after each of these it fills in pixels that are not in the file.</summary>
    private sealed class StrictErrors : jpeg_error_mgr
    {
        /// <summary>Warnings after which every pixel is still the file's own.</summary>
        private static readonly string[] Harmless = ["extraneous bytes", "Adobe", "JFIF", "SOS parameters"];

        public override void emit_message(int msg_level)
        {
            string message = msg_level < 0 ? format_message() : "";
            if (msg_level < 0 && !Harmless.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidDataException(message);
            }
        }

        public override void output_message()
        {
            // Nothing is printed: errors come as exceptions.
        }
    }

    private sealed class ScanLimit : jpeg_progress_mgr
    {
        public ScanLimit(jpeg_decompress_struct decoder) =>
            OnProgress += (_, _) =>
            {
                if (decoder.Input_scan_number > MostScans)
                {
                    throw new InvalidDataException($"it has more than {MostScans} scans.");
                }
            };
    }
}
