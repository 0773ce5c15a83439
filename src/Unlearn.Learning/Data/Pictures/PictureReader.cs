using Unlearn.Verification;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>Reads a picture of any supported format.</summary>
internal static class PictureReader
{
    /// <summary>File name endings that are read: the others in a folder are passed over.</summary>
    private static readonly string[] Endings = [".pgm", ".ppm", ".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file is a picture, by its name; hidden files and what macOS adds to archives are not.</summary>
    public static bool IsPicture(string name) =>
        Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && !IsHidden(name);

    /// <summary>Whether a file is hidden, or one that macOS adds to archives.</summary>
    public static bool IsHidden(string name) =>
        name.Split('/').Any(static part => part.StartsWith('.') || part == "__MACOSX");

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

        // Files are often named after the wrong one of these two.
        return PortableNetworkGraphics.Is(bytes) ? PortableNetworkGraphics.Read(bytes, file)
            : JpegPicture.Is(bytes) ? JpegPicture.Read(bytes, file)
            : throw new InputException("this is no PNG or JPEG picture.", file);
    }
}
