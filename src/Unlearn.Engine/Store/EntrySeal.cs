using System.Security.Cryptography;
using System.Text;

namespace Unlearn.Engine.Store;

/// <summary>
/// The checksum of a stored file, kept inside it: SHA-256 of the whole image with zeros in the checksum's own place. It
/// covers every byte, header included, and leaves the file a valid JSON or safetensors file.
/// </summary>
internal static class EntrySeal
{
    /// <summary>What an unsealed image has where the seal goes.</summary>
    public static readonly string Blank = new('0', 64);

    private const int SearchLength = 128;
    private static readonly byte[] Marker = Encoding.ASCII.GetBytes("\"seal\":\"");

    /// <summary>Writes the seal into an image that has <see cref="Blank"/> in its place.</summary>
    public static void Apply(Span<byte> image)
    {
        int start = Find(image);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(image)), image.Slice(start, Blank.Length));
    }

    /// <summary>Whether an image is whole. The image is left as it was.</summary>
    public static bool Holds(Span<byte> image)
    {
        int start = Find(image);
        if (start < 0)
        {
            return false;
        }

        Span<byte> place = image.Slice(start, Blank.Length);
        byte[] found = place.ToArray();
        place.Fill((byte)'0');
        string expected = Convert.ToHexStringLower(SHA256.HashData(image));
        found.CopyTo(place);
        return Encoding.ASCII.GetBytes(expected).AsSpan().SequenceEqual(found);
    }

    private static int Find(ReadOnlySpan<byte> image)
    {
        int marker = image[..Math.Min(image.Length, SearchLength)].IndexOf(Marker);
        int start = marker + Marker.Length;
        return marker >= 0 && start + Blank.Length <= image.Length ? start : -1;
    }
}
