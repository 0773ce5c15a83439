using System.Reflection;
using static TorchSharp.torch;

namespace Unlearn.Learning.Native;

/// <summary>The tensor library as worker threads use it: one native thread each, and tensors that die with their task.</summary>
public static class TorchThread
{
    private static readonly Lock Gate = new();
    private static bool _prepared;

    /// <summary>The library with its version: part of every stored model's key, because other versions may give other bits.</summary>
    public static string Library { get; } = $"torchsharp {VersionOf(typeof(TorchSharp.torch).Assembly)}";

    /// <summary>
    /// Sets the library to one thread (its own threads change bits), once a process, and loads it if it is not yet; memory that it frees is
    /// kept for its next tensors.
    /// </summary>
    public static void Prepare()
    {
        lock (Gate)
        {
            if (!_prepared)
            {
                TorchLoader.Register();
                KeptMemory.Arrange();
                TorchLoader.Load();
                set_num_threads(1);
                _prepared = true;
            }
        }
    }

    /// <summary>A scope that frees every tensor made on this thread since, unless detached. Never await inside it.</summary>
    public static IDisposable Scope() => NewDisposeScope();

    private static string VersionOf(Assembly assembly)
    {
        string? text = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

        // What follows a plus sign is the source revision: the same version built twice is the same version.
        return text?.Split('+')[0] ?? assembly.GetName().Version!.ToString();
    }
}
