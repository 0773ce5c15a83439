using System.Runtime.InteropServices;

namespace Unlearn.Engine.Store;

/// <summary>A second name of a file: made in one step that only one of several can win, and without the cost of a new file.</summary>
internal static class HardLink
{
    private const int ExistsOnUnix = 17; // EEXIST
    private const int FileExistsOnWindows = 80; // ERROR_FILE_EXISTS
    private const int AlreadyExistsOnWindows = 183; // ERROR_ALREADY_EXISTS

    /// <summary>Names a file once more.</summary>
    /// <param name="file">A file that is there.</param>
    /// <param name="name">The new name.</param>
    /// <returns>True where the name is new, false where it is taken, null where this file system has no such names.</returns>
    public static bool? TryCreate(string file, string name)
    {
        try
        {
            bool created = OperatingSystem.IsWindows() ? CreateHardLink(name, file, 0) : Link(file, name) == 0;
            return created ? true
                : Marshal.GetLastPInvokeError() is ExistsOnUnix or FileExistsOnWindows or AlreadyExistsOnWindows ? false
                : null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name
    );

    [DllImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLink(string name, string file, nint security);
}
