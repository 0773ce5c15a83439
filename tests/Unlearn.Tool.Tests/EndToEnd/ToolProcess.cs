using System.ComponentModel;
using System.Diagnostics;

namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>The built tool as a process of its own, in a folder of its own.</summary>
internal sealed class ToolProcess : IDisposable
{
    // Nothing takes so long, on a machine however busy: only what never ends is cut off.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ToolProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The executable that was built beside these tests, in the same configuration.</summary>
    public static string Executable { get; } =
        Checkout.Path("artifacts", "bin", "Unlearn.Tool", new DirectoryInfo(AppContext.BaseDirectory).Name, "unlearn");

    /// <summary>Starts the tool.</summary>
    public static ToolProcess Start(
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? executable = null
    )
    {
        var start = new ProcessStartInfo(executable ?? Executable, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (
            string inherited in (string[])
                ["CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "UNLEARN_STORE", "UNLEARN_DATA"]
        )
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Runs the tool to its end.</summary>
    public static async Task<ToolResult> RunAsync(string folder, params string[] arguments)
    {
        using ToolProcess tool = Start(folder, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ToolResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new ToolResult(_process.ExitCode, await _output, await _error);
    }

    /// <summary>
    /// The processor time that the tool, all threads together, takes from now to its end: unlike seconds on a clock it does not grow with
    /// what else the machine has to do.
    /// </summary>
    public async Task<TimeSpan> ProcessorTimeToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        TimeSpan start = _process.TotalProcessorTime;
        TimeSpan last = start;
        while (!_process.HasExited)
        {
            try
            {
                _process.Refresh();
                last = _process.TotalProcessorTime;
            }
            catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
            {
                // It has ended in between; which of the two it is depends on how far the system has cleared it away.
            }

            await Task.Delay(5, patience.Token);
        }

        return last - start;
    }

    /// <summary>Sends a signal by name, <c>INT</c> or <c>TERM</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
