using System.Diagnostics;

namespace Unlearn.Tool.Hosting;

/// <summary>
/// A temporary folder that goes when it is disposed of, or when this process ends in any other way, killed included: a shell that waits for
/// the end of the pipe between the two removes it.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Shell = "/bin/sh";
    private readonly Process? _keeper;

    /// <summary>Makes the folder, readable by its owner alone.</summary>
    /// <param name="prefix">What its name begins with.</param>
    public TemporaryFolder(string prefix)
    {
        // The keeper first: a process that is killed in between leaves nothing either.
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{prefix}{Guid.NewGuid():N}");
        _keeper = File.Exists(Shell) ? Keep(Path) : null;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException) when (_keeper is not null)
        {
            // A worker that was told to stop still writes: the keeper removes the rest.
        }

        _keeper?.StandardInput.Close();
        _keeper?.Dispose();
    }

    private static Process? Keep(string folder)
    {
        // `read` ends when the last holder of the other end is gone. Signals to the group of a terminal are not for the keeper.
        const string Script = "trap '' HUP INT TERM; read -r end; rm -rf -- \"$1\"";
        return Process.Start(
            new ProcessStartInfo(Shell, ["-c", Script, "unlearn", folder])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        );
    }
}
