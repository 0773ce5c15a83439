using System.IO.Compression;
using System.Text;

namespace Unlearn.Verification.Signals.Tokens;

/// <summary>How many bytes a text compresses to: what it costs a model that knows nothing but repetition.</summary>
public static class CompressedLength
{
    /// <summary>The compressor, for reports: others give other lengths, Python's zlib for about a quarter of texts.</summary>
    public const string Compressor = "zlib-ng of .NET, level optimal";

    /// <summary>Bytes of the text's UTF-8 in zlib's format.</summary>
    public static int Of(string text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(Encoding.UTF8.GetBytes(text));
        }

        return (int)packed.Length;
    }
}
