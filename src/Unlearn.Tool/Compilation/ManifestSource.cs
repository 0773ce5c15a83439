using System.Text;
using Unlearn.Learning.Data.Files;
using Unlearn.Verification;

namespace Unlearn.Tool.Compilation;

/// <summary>A manifest to compile.</summary>
/// <param name="Path">The path that diagnostics show.</param>
/// <param name="Text">The text.</param>
public sealed record ManifestSource(string Path, string Text)
{
    /// <summary>Bytes of the largest manifest that is read.</summary>
    private const long Largest = 1 << 20;

    /// <summary>Reads a manifest: UTF-8, or UTF-16 where it begins with that mark.</summary>
    /// <exception cref="InputException">The file is missing, cannot be read, is larger than 1 MB or no text.</exception>
    public static ManifestSource Read(string path)
    {
        byte[] bytes = RegularFile.Read(path, "give the path of a manifest (*.unlearn.yaml).", Largest);
        try
        {
            using var reader = new StreamReader(
                new MemoryStream(bytes),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: true
            );
            return new(path, reader.ReadToEnd());
        }
        catch (DecoderFallbackException problem)
        {
            throw new InputException("this is no UTF-8 text; save the manifest as UTF-8.", path, line: 0, problem);
        }
    }
}
