using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Unlearn.Tool.Hosting;

/// <summary>
/// Ends the process at once, whatever its threads do. The ordinary way out runs the destructors of every native library, and beside a
/// thread that is still loading libtorch or computing with it they end in an abort.
/// </summary>
internal static partial class ProcessEnd
{
    /// <summary>Ends the process; what was written to the console is out already.</summary>
    [DoesNotReturn]
    public static void Now(int exitCode)
    {
        if (!OperatingSystem.IsWindows())
        {
            ExitNative(exitCode);
        }

        Environment.Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNative(int exitCode);
}
