using Unlearn.Verification;

namespace Unlearn.Learning.Data.Files;

/// <summary>
/// Reads what a compressed file or an entry of an archive unpacks to. Memory is taken as bytes come, not as a header declares, and a small
/// file that unpacks to a flood of bytes is refused.
/// </summary>
internal static class Unpacked
{
    /// <summary>What any compressed file may unpack to.</summary>
    private const long Harmless = 256L << 20;

    /// <summary>How many times its size a compressed file may unpack to beyond that; data that people keep is far below.</summary>
    private const long LargestRatio = 100;

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">Unpacked bytes.</param>
    /// <param name="packed">Bytes of the compressed form.</param>
    /// <param name="file">Its name in messages.</param>
    /// <exception cref="InputException">It unpacks to more than a file of its size may.</exception>
    public static byte[] Read(Stream stream, long packed, string file)
    {
        long most = Math.Min(Array.MaxLength, Math.Max(Harmless, packed * LargestRatio));
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is var count and > 0)
        {
            if (content.Length + count > most)
            {
                throw new InputException(
                    $"{packed} bytes unpack to more than {most}; so much is not read. Unpack the file yourself if you trust it.",
                    file
                );
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
