using System.Security.Cryptography;
using System.Text;
using Unlearn.Verification;

namespace Unlearn.Engine.Cluster;

/// <summary>
/// The tool as it is now, kept for a run whose jobs may start days later. Tools are large, so runs with the same tool share
/// one copy: it lies in the store under the digest of its files, and the run's folder links to it.
/// </summary>
internal static class FrozenTool
{
    private const string ToolsFolder = "tools";

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

        string[] files =
        [
            .. Directory
                .EnumerateFiles(tool, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(tool, path))
                .Order(StringComparer.Ordinal),
        ];
        string kept = Path.Combine(Path.GetFullPath(store), ToolsFolder, Digest(tool, files));
        if (!IsWhole(tool, kept, files))
        {
            Copy(tool, kept, files);
        }

        Link(folder.Tool, kept);
        WriteLauncher(folder.Launcher, entry);
    }

    private static string Digest(string tool, string[] files)
    {
        var contents = new byte[files.Length][];
        Parallel.For(
            0,
            files.Length,
            i =>
            {
                using FileStream file = File.OpenRead(Path.Combine(tool, files[i]));
                contents[i] = SHA256.HashData(file);
            }
        );
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < files.Length; i++)
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{files[i]}\n"));
            all.AppendData(contents[i]);
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    private static bool IsWhole(string tool, string kept, string[] files) =>
        files.All(name =>
            new FileInfo(Path.Combine(kept, name)) is { Exists: true } copy
            && copy.Length == new FileInfo(Path.Combine(tool, name)).Length
        );

    private static void Copy(string tool, string kept, string[] files)
    {
        string temporary = $"{kept}.{Guid.NewGuid():N}.tmp";
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
