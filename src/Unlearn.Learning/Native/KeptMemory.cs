using System.Runtime.InteropServices;

namespace Unlearn.Learning.Native;

/// <summary>
/// Lets glibc keep the memory of freed tensors instead of handing it back to the system. Activations of convolutions are megabytes, made and
/// freed thousands of times a second: each time the kernel would map and clear their pages anew, which took up to a hundred times as
/// long as the arithmetic on them (docs/performance.md). Other C libraries are left alone.
/// </summary>
internal static partial class KeptMemory
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    /// <summary>Larger pieces, such as whole datasets, are still mapped on their own, and returned when they are freed.</summary>
    private const int LargestKept = 64 << 20;

    /// <summary>
    /// What an arena may hold free at its end before it returns some: what a step on a residual network needs. And what it grows by: the
    /// arenas of worker threads consist of pieces of this size, which are returned whole unless another is to be kept in reserve.
    /// </summary>
    private const int MostFree = 512 << 20;
    private const int Growth = 64 << 20;

    /// <summary>Sets it for the process; further calls do nothing new.</summary>
    public static void Arrange()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(MapThreshold, LargestKept);
            _ = SetOption(TrimThreshold, MostFree);
            _ = SetOption(TopPad, Growth);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such options.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
