using Unlearn.Core;

namespace Unlearn.Tool.Compilation;

/// <summary>A manifest to compile.</summary>
/// <param name="Path">The path that diagnostics show.</param>
/// <param name="Text">The text.</param>
public sealed record ManifestSource(string Path, string Text)
{
    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    public static ManifestSource Read(string path)
    {
        try
        {
            return new(path, File.ReadAllText(path));
        }
        catch (Exception problem)
            when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string words = problem is FileNotFoundException or DirectoryNotFoundException
                ? "the manifest does not exist"
                : $"the manifest cannot be read: {problem.Message}";
            throw new InputException(words, path, line: 0, problem);
        }
    }
}
