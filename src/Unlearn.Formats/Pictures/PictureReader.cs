using StbImageSharp;
using Unlearn.Core;

namespace Unlearn.Formats.Pictures;

/// <summary>Reads a picture of any supported format.</summary>
internal static class PictureReader
{
    /// <summary>File name endings that are read: the others in a folder are passed over.</summary>
    private static readonly string[] Endings = [".pgm", ".ppm", ".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file is a picture, by its name; hidden files and what macOS adds to archives are not.</summary>
    public static bool IsPicture(string name) =>
        Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !name.Split('/').Any(static part => part.StartsWith('.') || part == "__MACOSX");

    /// <summary>Reads a picture: grey stays one channel, colour three, transparency is ignored.</summary>
    /// <exception cref="InputException">The bytes are damaged or of another format than the name says.</exception>
    public static Picture Read(byte[] bytes, string file)
    {
        if (
            file.EndsWith(".pgm", StringComparison.OrdinalIgnoreCase)
            || file.EndsWith(".ppm", StringComparison.OrdinalIgnoreCase)
        )
        {
            return PortableAnymap.Read(bytes, file);
        }

        try
        {
            ImageInfo info =
                ImageInfo.FromStream(new MemoryStream(bytes))
                ?? throw new InputException("this is no PNG or JPEG picture.", file);
            bool grey = info.ColorComponents is ColorComponents.Grey or ColorComponents.GreyAlpha;
            ImageResult image = ImageResult.FromMemory(
                bytes,
                grey ? ColorComponents.Grey : ColorComponents.RedGreenBlue
            );
            int channels = grey ? 1 : 3;
            int plane = image.Width * image.Height;
            var values = new float[plane * channels];
            for (int i = 0; i < values.Length; i++)
            {
                values[((i % channels) * plane) + (i / channels)] = image.Data[i] / 255f;
            }

            return new Picture(channels, image.Height, image.Width, values);
        }
        catch (Exception error) when (error is not (InputException or OutOfMemoryException))
        {
            // The decoder meets damaged bytes with exceptions of many types.
            throw new InputException($"the picture cannot be read: {error.Message}", file, 0, error);
        }
    }
}
