using Spectre.Console;
using Unlearn.Core;

namespace Unlearn.Tool.Terminal;

/// <summary>The two streams of the tool: results on standard output, everything else on standard error.</summary>
internal sealed class Consoles
{
    /// <summary>Wide enough that nothing is wrapped when a file or a program reads.</summary>
    private const int RedirectedWidth = 2000;

    private readonly Lazy<IAnsiConsole> _results;
    private readonly Lazy<IAnsiConsole> _log;

    /// <summary>Consoles over the given writers.</summary>
    public Consoles(Capabilities capabilities, TextWriter output, TextWriter error)
    {
        Capabilities = capabilities;
        Output = new VisibleWriter(output);
        _results = new(() => Create(output, capabilities.ResultsOnTerminal, capabilities.Colour, live: false));
        _log = new(() => Create(error, capabilities.LogOnTerminal, capabilities.Colour, capabilities.Live));
        Error = new VisibleWriter(error);
    }

    /// <summary>What the streams can show.</summary>
    public Capabilities Capabilities { get; }

    /// <summary>Standard output, for text that is not to be formatted (JSON, completion scripts).</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error, unformatted.</summary>
    public TextWriter Error { get; }

    /// <summary>Results: tables and paths.</summary>
    public IAnsiConsole Results => _results.Value;

    /// <summary>Progress, warnings and errors.</summary>
    public IAnsiConsole Log => _log.Value;

    /// <summary>The workflow of GitHub that this process runs in; null elsewhere.</summary>
    public GitHubActions? Actions => GitHubActions.Detect(Environment.GetEnvironmentVariable, Error);

    /// <summary>The consoles of this process.</summary>
    public static Consoles FromEnvironment() =>
        new(
            Capabilities.Detect(
                Environment.GetEnvironmentVariable,
                Console.IsOutputRedirected,
                Console.IsErrorRedirected
            ),
            Console.Out,
            Console.Error
        );

    /// <summary>A line <c>error: ...</c> on standard error.</summary>
    public void WriteError(string message) =>
        Log.MarkupLineInterpolated($"[red]error:[/] {VisibleText.EscapeLine(message)}");

    /// <summary>A line <c>warning: ...</c> on standard error.</summary>
    public void WriteWarning(string message) =>
        Log.MarkupLineInterpolated($"[yellow]warning:[/] {VisibleText.EscapeLine(message)}");

    private static IAnsiConsole Create(TextWriter writer, bool terminal, bool colour, bool live)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = terminal && (colour || live) ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = terminal && colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = live ? InteractionSupport.Yes : InteractionSupport.No,
                Out = new AnsiConsoleOutput(terminal ? writer : new TrimmedWriter(writer)),
            }
        );
        console.Pipeline.Attach(new VisibleSegments());
        if (!terminal)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
