using System.IO.Compression;
using System.Text;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

/// <summary>A temporary folder with small files made by hand.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("unlearn-data-").FullName;

    /// <summary>Data folders that hold this folder alone.</summary>
    public DataFolders Folders => new([Folder], Folder);

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string WriteZip(string name, params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string entry, byte[] content) in entries)
            {
                using Stream sink = zip.CreateEntry(entry).Open();
                sink.Write(content);
            }
        }

        return Write(name, stream.ToArray());
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
