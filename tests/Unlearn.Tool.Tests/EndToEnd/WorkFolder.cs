namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>An empty folder that goes away with the test.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("unlearn-test-").FullName;

    /// <summary>A path inside.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file and gives its name back.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return name;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
