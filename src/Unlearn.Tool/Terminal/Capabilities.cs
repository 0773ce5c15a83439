namespace Unlearn.Tool.Terminal;

/// <summary>What the two output streams can show; the one place that reads <c>NO_COLOR</c>, <c>CI</c> and <c>TERM</c>.</summary>
internal sealed record Capabilities
{
    /// <summary>Whether standard output is a terminal.</summary>
    public required bool ResultsOnTerminal { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public required bool LogOnTerminal { get; init; }

    /// <summary>Whether colours are welcome on a terminal (<c>NO_COLOR</c> is not set, the terminal is not dumb).</summary>
    public required bool Colour { get; init; }

    /// <summary>Whether moving displays are welcome on standard error: a terminal, not dumb, and no pipeline (<c>CI</c>).</summary>
    public required bool Live { get; init; }

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <param name="resultsRedirected">Whether standard output goes elsewhere than to a terminal.</param>
    /// <param name="logRedirected">Whether standard error does.</param>
    public static Capabilities Detect(Func<string, string?> variable, bool resultsRedirected, bool logRedirected)
    {
        bool dumb = variable("TERM") == "dumb";
        bool pipeline = variable("CI") is { Length: > 0 } ci && ci != "false" && ci != "0";
        return new Capabilities
        {
            ResultsOnTerminal = !resultsRedirected,
            LogOnTerminal = !logRedirected,
            Colour = !dumb && variable("NO_COLOR") is null or "",
            Live = !logRedirected && !dumb && !pipeline,
        };
    }
}
