namespace Unlearn.Tool.Terminal;

/// <summary>How much is written to standard error; the levels of <c>dotnet</c>.</summary>
internal enum Verbosity
{
    /// <summary>Errors.</summary>
    Quiet,

    /// <summary>Errors and warnings.</summary>
    Minimal,

    /// <summary>And progress.</summary>
    Normal,

    /// <summary>And a line for every group of tasks.</summary>
    Detailed,

    /// <summary>And the log.</summary>
    Diagnostic,
}
