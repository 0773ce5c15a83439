using System.Runtime.InteropServices;

namespace Unlearn.Learning.Native;

/// <summary>
/// Keeps libtorch from writing warnings of its own to standard error: on processors that NNPACK does not know it writes one for every
/// convolution. Errors come as exceptions.
/// </summary>
internal static class TorchNoise
{
    /// <summary>What libtorch's own logger prints from: warnings are 1, errors 2.</summary>
    private const int Errors = 2;

    /// <summary>Sets the level of the logger in the library that is loaded; nothing happens where it has none.</summary>
    /// <param name="folder">The folder of the native libraries, or null where they lie elsewhere.</param>
    public static void Silence(string? folder)
    {
        string name =
            OperatingSystem.IsWindows() ? "c10.dll"
            : OperatingSystem.IsMacOS() ? "libc10.dylib"
            : "libc10.so";

        // It is loaded already: this only finds it.
        if (
            folder is not null
            && NativeLibrary.TryLoad(Path.Combine(folder, name), out nint library)
            && NativeLibrary.TryGetExport(library, "FLAGS_caffe2_log_level", out nint level)
        )
        {
            Marshal.WriteInt32(level, Errors);
        }
    }
}
