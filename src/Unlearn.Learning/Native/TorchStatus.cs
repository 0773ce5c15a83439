using System.Runtime.InteropServices;
using TorchSharp;

namespace Unlearn.Learning.Native;

/// <summary>Whether libtorch works on this machine, found out without TorchSharp's own fallback (which copies hundreds of megabytes).</summary>
/// <param name="Works">Whether a tensor could be made and read back.</param>
/// <param name="Version">The libtorch version; where it does not load, the TorchSharp version that asks for it.</param>
/// <param name="Folder">The folder of the native libraries, or null when they are not there.</param>
/// <param name="How">How it was loaded; on failure the loader's own words.</param>
public sealed record TorchStatus(bool Works, string Version, string? Folder, string How)
{
    /// <summary>Loads libtorch, unless it is loaded already, and tries it.</summary>
    public static TorchStatus Probe()
    {
        TorchLoader.Register();
        string? folder = TorchLoader.FindFolder();
        string unknown = $"for TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}";
        if (!TorchLoader.TryLoad())
        {
            return new TorchStatus(false, unknown, folder, LoaderWords(folder));
        }

        try
        {
            using torch.Tensor probe = torch.ones(2, 2);
            using torch.Tensor total = probe.sum();
            bool right = total.item<float>() is 4;
            string version = string.Join('.', torch.__version__.Split('.').Take(3));
            return new TorchStatus(right, version, folder, right ? TorchLoader.How : "a sum came out wrong");
        }
        catch (Exception refused)
            when (refused is ExternalException or TypeInitializationException or NotSupportedException)
        {
            return new TorchStatus(false, unknown, folder, refused.GetBaseException().Message);
        }
    }

    /// <summary>What the system's loader says about the first library that does not load.</summary>
    private static string LoaderWords(string? folder)
    {
        string[] libraries = OperatingSystem.IsLinux()
            ? ["libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"]
            : ["LibTorchSharp"];
        foreach (string library in libraries)
        {
            try
            {
                NativeLibrary.Load(Path.Combine(folder ?? AppContext.BaseDirectory, library));
            }
            catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
            {
                return refused.Message.ReplaceLineEndings(" ");
            }
        }

        return "every library loads by its path, and not together";
    }
}
