using Unlearn.Core;

namespace Unlearn.Engine.Cluster;

/// <summary>
/// The tool as it is now, kept for a run whose jobs may start days later. Tools are large, so runs with the same tool share
/// one copy: it lies in the store under the digest of its files, and the run's folder links to it.
/// </summary>
internal static class FrozenTool
{
    /// <summary>Freezes a tool for a run and writes the script that starts it.</summary>
    /// <param name="tool">The folder of the tool.</param>
    /// <param name="entry">The assembly in it that is started, such as <c>unlearn.dll</c>.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="folder">The run's part for other machines; it exists.</param>
    /// <exception cref="InputException">The folder holds no such tool.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static void Freeze(string tool, string entry, string store, ClusterFolder folder)
    {
        if (!File.Exists(Path.Combine(tool, entry)))
        {
            throw new InputException(
                $"There is no {entry} to freeze; the tool is to be started from its own folder.",
                tool
            );
        }

        string[] files = ToolShelf.FilesOf(tool);
        var shelf = new ToolShelf(store);
        string kept = shelf.Reserve(ToolShelf.Digest(tool, files), folder.Run);
        if (!IsWhole(tool, kept, files))
        {
            Copy(tool, kept, files);
        }

        Link(folder.Tool, kept);
        shelf.Release(kept, folder.Run);
        WriteLauncher(folder.Launcher, entry);
    }

    private static bool IsWhole(string tool, string kept, string[] files) =>
        files.All(name =>
            new FileInfo(Path.Combine(kept, name)) is { Exists: true } copy
            && copy.Length == new FileInfo(Path.Combine(tool, name)).Length
        );

    private static void Copy(string tool, string kept, string[] files)
    {
        string temporary = ToolShelf.Temporary(kept);
        foreach (string name in files)
        {
            string target = Path.Combine(temporary, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(tool, name), target);
        }

        try
        {
            Directory.Move(temporary, kept);
        }
        catch (IOException) when (IsWhole(tool, kept, files))
        {
            // Another run froze the same tool at the same time.
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Link(string link, string target)
    {
        if (new DirectoryInfo(link).LinkTarget is { } present)
        {
            if (present == target)
            {
                return;
            }

            File.Delete(link);
        }

        Directory.CreateSymbolicLink(link, target);
    }

    private static void WriteLauncher(string path, string entry)
    {
        // The runtime that runs this process: DIR/shared/Microsoft.NETCore.App/VERSION/.
        string root = Path.GetFullPath(
            Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
        );
        string script = $$"""
            #!/bin/sh
            # The tool as it was when this run was planned, on the .NET runtime of DOTNET_ROOT, else of the planning machine,
            # else of PATH.
            dotnet="${DOTNET_ROOT:-{{ShellWord.Inside(root)}}}/dotnet"
            [ -x "$dotnet" ] || dotnet=dotnet
            exec "$dotnet" "$(dirname "$0")"/tool/{{entry}} "$@"

            """;
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        }
    }
}
