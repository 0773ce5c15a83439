using System.Text.Json;
using Unlearn.Core;

namespace Unlearn.Formats.Files;

/// <summary>Reads a JSON file whose form a reader expects; another form is an error that names the file.</summary>
public static class JsonText
{
    /// <summary>Reads the file and what a reader wants of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The largest size that is read, in bytes.</param>
    /// <param name="read">Takes what it needs of the document's root.</param>
    /// <exception cref="InputException">It is missing, too large, no JSON, or lacks what is read.</exception>
    public static T Read<T>(string path, long most, Func<JsonElement, T> read)
    {
        byte[] content = RegularFile.Read(path, "give the path of an existing file.", most);
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                content.AsMemory(content is [0xef, 0xbb, 0xbf, ..] ? 3 : 0),
                JsonDefect.NothingTwice
            );
            return read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw JsonDefect.Of(error, path);
        }
        catch (Exception error)
            when (error is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InputException($"the JSON has not the form that is expected: {error.Message}", path, 0, error);
        }
    }
}
