using Unlearn.Tool.Hosting;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool;

/// <summary>The tool's entry point: signals in, exit code out; everything else is <see cref="ToolApplication"/>.</summary>
internal static class Program
{
    /// <summary>Longest time between a signal and the end of the process; the promise is two seconds.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.7);

    private static async Task<int> Main(string[] arguments)
    {
        using var interruption = new Interruption(Grace, static () => ProcessEnd.Now(ExitCode.Cancelled));
        ToolApplication application = new(Consoles.FromEnvironment());
        int code = await Task.Run(() => application.RunAsync(arguments, interruption.Token));
        if (interruption.Token.IsCancellationRequested)
        {
            // Workers may still be within native code, which must not be torn down under them.
            ProcessEnd.Now(ExitCode.Cancelled);
        }

        return code;
    }
}
