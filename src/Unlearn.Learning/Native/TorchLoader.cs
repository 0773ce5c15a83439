using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Unlearn.Formats.Files;

namespace Unlearn.Learning.Native;

/// <summary>
/// Lets TorchSharp load on Linux hosts whose libstdc++ is older than the one that it was built with (Debian 12, Ubuntu
/// 22.04, RHEL 9 lack GLIBCXX_3.4.32). Nothing runs on hosts where ordinary loading succeeds.
/// </summary>
/// <remarks>
/// The only symbol bound to 3.4.32 is never called, and the one bound to 3.4.30 exists under 3.4.11 as well, so a copy of
/// the library that asks for the older versions is equivalent. The copy is kept in the user's cache under its own SHA-256.
/// </remarks>
public static class TorchLoader
{
    private const string Library = "libLibTorchSharp.so";
    private static readonly Assembly TorchAssembly = typeof(TorchSharp.torch).Assembly;
    private static readonly Lazy<bool> Loaded = new(LoadOnce);
    private static int _registered;
    private static string _how = "by the runtime, as shipped";

    /// <summary>How the native library was found, in words for <c>unlearn doctor</c>.</summary>
    public static string How => _how;

    /// <summary>Prepares loading. Call it before the first use of TorchSharp; further calls do nothing.</summary>
#pragma warning disable CA2255 // must act before the first native call, wherever that comes from
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Register()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref _registered, 1) == 1)
        {
            return;
        }

        // The event is raised after ordinary probing failed, for NativeLibrary.TryLoad as well as for P/Invoke; a
        // DllImportResolver would see only the latter.
        var handle = new Lazy<nint>(LoadRetargeted);
        AssemblyLoadContext.GetLoadContext(TorchAssembly)!.ResolvingUnmanagedDll += (assembly, name) =>
            assembly == TorchAssembly && name == "LibTorchSharp" ? handle.Value : 0;
    }

    /// <summary>
    /// Loads libtorch, the first time that it is asked for. What failed once is not tried again, neither here nor by TorchSharp, which would
    /// copy the libraries elsewhere: libtorch registers its operators while it loads, and ends the process when it does so twice.
    /// </summary>
    /// <returns>Whether it is loaded.</returns>
    public static bool TryLoad()
    {
        Register();
        return Loaded.Value;
    }

    /// <summary>The same, where it has to be there.</summary>
    /// <exception cref="DllNotFoundException">It does not load here.</exception>
    public static void Load()
    {
        if (!TryLoad())
        {
            throw new DllNotFoundException("libtorch does not load on this machine.");
        }
    }

    private static bool LoadOnce()
    {
        try
        {
            bool loaded = NativeLibrary.TryLoad("LibTorchSharp", TorchAssembly, null, out _);
            TorchNoise.Silence(loaded ? FindFolder() : null);
            return loaded;
        }
        catch (DllNotFoundException)
        {
            return false; // from our own resolver: a library that ours needs is missing
        }
    }

    [SupportedOSPlatform("linux")]
    private static nint LoadRetargeted()
    {
        if (FindFolder() is not { } folder)
        {
            return 0;
        }

        byte[] image = File.ReadAllBytes(Path.Combine(folder, Library));
        bool newer = ElfVersionNeeds.Retarget(image, "GLIBCXX_3.4.32"u8, "GLIBCXX_3.4"u8);
        bool older = ElfVersionNeeds.Retarget(image, "GLIBCXX_3.4.30"u8, "GLIBCXX_3.4.11"u8);
        if (!newer && !older)
        {
            return 0;
        }

        // Loaded first, these are found by their SONAME when the copy, which lies elsewhere, asks for them.
        foreach (string dependency in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
        {
            NativeLibrary.Load(Path.Combine(folder, dependency));
        }

        string copy = Keep(image, CacheRoot());
        nint loaded = NativeLibrary.Load(copy);
        _how = $"through a copy for older libstdc++ ({copy})";
        return loaded;
    }

    /// <summary>The folder that holds the native libraries, or null.</summary>
    internal static string? FindFolder()
    {
        string home = Path.GetDirectoryName(TorchAssembly.Location) is { Length: > 0 } folder
            ? folder
            : AppContext.BaseDirectory;
        string probing = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] candidates =
        [
            .. probing.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            home,
            Path.Combine(home, "runtimes", "linux-x64", "native"),
        ];
        return candidates.FirstOrDefault(static candidate =>
            File.Exists(Path.Combine(candidate, Library)) && File.Exists(Path.Combine(candidate, "libtorch_cpu.so"))
        );
    }

    /// <summary>Writes the image under its digest, unless an intact copy is there. Any number of processes may do so at once.</summary>
    [SupportedOSPlatform("linux")]
    internal static string Keep(byte[] image, string cache)
    {
        byte[] digest = SHA256.HashData(image);
        string folder = Path.Combine(cache, "native", Convert.ToHexStringLower(digest));
        string file = Path.Combine(folder, Library);
        if (File.Exists(file) && SHA256.HashData(File.ReadAllBytes(file)).AsSpan().SequenceEqual(digest))
        {
            return file;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        WholeFile.Write(file, image); // readers see the old file or the whole new one
        return file;
    }

    private static string CacheRoot()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache)
        {
            return Path.Combine(cache, "unlearn");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 && Directory.Exists(home) ? Path.Combine(home, ".cache", "unlearn") : PrivateTemporary();
    }

    /// <summary>A fixed folder under the temporary one; another user may not have put it there.</summary>
    private static string PrivateTemporary()
    {
        string folder = Path.Combine(Path.GetTempPath(), "unlearn-" + Environment.UserName);
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, ownerOnly);
            File.SetUnixFileMode(folder, ownerOnly); // throws unless the folder is ours
        }

        return folder;
    }
}
