using System.Reflection;
using System.Runtime.InteropServices;
using Unlearn.Learning.Native;

namespace Unlearn.Engine.Output;

/// <summary>Looks at the machine and the process.</summary>
internal static class EnvironmentProbe
{
    /// <summary>What there is to know at the start of a run.</summary>
    public static RunEnvironment Look(int jobs, string manifestFolder, DateTimeOffset started) =>
        new()
        {
            Product = VersionOf(typeof(EnvironmentProbe).Assembly),
            Runtime = RuntimeInformation.FrameworkDescription,
            Library = TorchThread.Library,
            LibraryLoaded = TorchLoader.How,
            System = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
            Processor = Processor(),
            Cores = Environment.ProcessorCount,
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Host = Environment.MachineName,
            Commit = GitCommit.Of(manifestFolder),
            Packages = Packages(),
            Jobs = jobs,
            Started = started,
        };

    /// <summary>The packages that decide numbers, with their versions.</summary>
    public static IReadOnlyDictionary<string, string> NumericPackages() =>
        new Type[]
        {
            typeof(EnvironmentProbe),
            typeof(TorchThread),
            typeof(Core.InputException),
            typeof(MathNet.Numerics.SpecialFunctions),
        }.ToDictionary(static type => type.Assembly.GetName().Name!, static type => VersionOf(type.Assembly));

    private static SortedDictionary<string, string> Packages()
    {
        // A run that found everything in the store has not loaded all of them; they are listed all the same.
        var packages = new SortedDictionary<string, string>(NumericPackages().ToDictionary(), StringComparer.Ordinal);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies().Where(static one => !one.IsDynamic))
        {
            if (assembly.GetName().Name is { } name && !IsPlatform(name))
            {
                packages[name] = VersionOf(assembly);
            }
        }

        return packages;
    }

    private static bool IsPlatform(string name) =>
        name is "mscorlib" or "netstandard" or "System"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString()
        ?? "unknown";

    private static string? Processor()
    {
        const string File = "/proc/cpuinfo";
        try
        {
            return System.IO.File.Exists(File)
                ? System
                    .IO.File.ReadLines(File)
                    .FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
                    ?.Split(':', 2)[1]
                    .Trim()
                : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
