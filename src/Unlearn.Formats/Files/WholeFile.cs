namespace Unlearn.Formats.Files;

/// <summary>Files that are there as a whole or not at all, whatever happens while they are written.</summary>
public static class WholeFile
{
    /// <summary>Writes under a temporary name beside the file, waits for the disk and renames.</summary>
    /// <param name="path">The file; replaced where it exists. Its folder has to be there.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">It cannot be written; what was there before stays.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
