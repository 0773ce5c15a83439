namespace Unlearn.Formats.Files;

/// <summary>Files that are there as a whole or not at all, whatever happens while they are written.</summary>
public static class WholeFile
{
    private const string Ending = ".tmp";

    /// <summary>Writes under a temporary name beside the file, waits for the disk and renames.</summary>
    /// <param name="path">The file; replaced where it exists. Its folder has to be there.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">It cannot be written; what was there before stays.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new Pending(path);
        file.Stream.Write(content);
        file.Keep();
    }

    /// <summary>The same for content that is written piece by piece, such as an archive.</summary>
    /// <param name="path">The file; replaced where it exists. Its folder has to be there.</param>
    /// <param name="content">Writes all of it; the stream can seek and is closed here. Nothing is kept where it throws.</param>
    /// <exception cref="IOException">It cannot be written; what was there before stays.</exception>
    public static void Write(string path, Action<Stream> content)
    {
        using var file = new Pending(path);
        content(file.Stream);
        file.Keep();
    }

    /// <summary>Whether a file is what a killed writer left behind.</summary>
    /// <param name="path">Name or path.</param>
    public static bool IsRemain(string path) => path.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>A file under its temporary name, which is gone at the end.</summary>
    private sealed class Pending : IDisposable
    {
        private readonly string _path;
        private readonly string _temporary;

        public Pending(string path)
        {
            _path = path;
            _temporary = $"{path}.{Guid.NewGuid():N}{Ending}";
            Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }

        public FileStream Stream { get; }

        public void Keep()
        {
            Stream.Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }

        public void Dispose()
        {
            Stream.Dispose();
            File.Delete(_temporary);
        }
    }
}
