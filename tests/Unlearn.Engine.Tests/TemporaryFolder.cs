namespace Unlearn.Engine.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const int Attempts = 100;

    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("unlearn-engine-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    // A cancelled run leaves workers behind that take longer than its grace; what they write while the folder is emptied
    // stands in the way, for a moment.
    public void Dispose()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(50);
            }
        }
    }
}
