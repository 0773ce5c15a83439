using System.Diagnostics;

namespace Unlearn.Benchmarks;

/// <summary>What a piece of work took, in seconds: beside other work the processor time says more than the clock.</summary>
/// <param name="Wall">By the clock.</param>
/// <param name="User">Of the processor, in this process.</param>
/// <param name="Kernel">Of the processor, in the kernel for this process.</param>
internal readonly record struct ProcessorTime(double Wall, double User, double Kernel)
{
    /// <summary>Of the processor in all.</summary>
    public double Total => User + Kernel;

    /// <summary>Runs it once.</summary>
    public static ProcessorTime Of(Action work)
    {
        using var process = Process.GetCurrentProcess();
        long start = Stopwatch.GetTimestamp();
        TimeSpan user = process.UserProcessorTime;
        TimeSpan kernel = process.PrivilegedProcessorTime;
        work();
        process.Refresh();
        return new ProcessorTime(
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            (process.UserProcessorTime - user).TotalSeconds,
            (process.PrivilegedProcessorTime - kernel).TotalSeconds
        );
    }
}
