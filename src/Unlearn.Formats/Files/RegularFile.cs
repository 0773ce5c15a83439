using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Unlearn.Core;

namespace Unlearn.Formats.Files;

/// <summary>
/// Opens and reads files that a person named: only regular ones. A pipe would make the process wait for a writer that never comes, a device
/// gives bytes without end.
/// </summary>
public static partial class RegularFile
{
    /// <summary>Opens a file to read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">What a person does about a missing file.</param>
    /// <exception cref="InputException">It is missing, a folder, a pipe, a device, or cannot be read.</exception>
    public static FileStream Open(string path, string missing = "give the path of an existing file.")
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new InputException("a name of a file holds no NUL character.", path);
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"is a folder, not a file; {missing}", path);
        }

        FileStream file;
        try
        {
            file = OperatingSystem.IsWindows() ? File.OpenRead(path) : OpenAtOnce(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"does not exist; {missing}", path, 0, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {error.Message}", path, 0, error);
        }

        if (file.CanSeek && !IsEndless(file))
        {
            return file;
        }

        file.Dispose();
        throw new InputException($"is a pipe or a device, not a regular file; {missing}", path);
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">What a person does about a missing file.</param>
    /// <param name="most">The largest size that is read; default: what fits in memory as one block.</param>
    /// <exception cref="InputException">As for <see cref="Open"/>, or it is larger.</exception>
    public static byte[] Read(string path, string missing = "give the path of an existing file.", long most = 0)
    {
        using FileStream file = Open(path, missing);
        long limit = most > 0 ? most : Array.MaxLength;
        if (file.Length > limit)
        {
            throw new InputException($"has {file.Length} bytes; at most {limit} are read.", path);
        }

        // Its length, and not until it ends: a device that calls itself empty is empty.
        var bytes = new byte[file.Length];
        try
        {
            file.ReadExactly(bytes);
        }
        catch (IOException error)
        {
            throw new InputException($"cannot be read: {error.Message}", path, 0, error);
        }

        return bytes;
    }

    /// <summary>Whether it calls itself empty and gives bytes all the same, as devices do.</summary>
    private static bool IsEndless(FileStream file)
    {
        if (file.Length > 0)
        {
            return false;
        }

        bool gives = file.ReadByte() >= 0;
        file.Position = 0;
        return gives;
    }

    /// <summary>Opens without waiting for the other end of a pipe.</summary>
    private static FileStream OpenAtOnce(string path)
    {
        const int CloseOnExecuteOnLinux = 0x80000;
        const int NonBlockingOnLinux = 0x800;
        const int NonBlockingElsewhere = 0x4;
        var handle = new SafeFileHandle(
            OpenNative(
                path,
                OperatingSystem.IsLinux() ? NonBlockingOnLinux | CloseOnExecuteOnLinux : NonBlockingElsewhere
            ),
            ownsHandle: true
        );
        if (!handle.IsInvalid)
        {
            return new FileStream(handle, FileAccess.Read);
        }

        // The runtime has the words for what is wrong.
        handle.Dispose();
        return File.OpenRead(path);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenNative(string path, int flags);
}
