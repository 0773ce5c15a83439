using System.Globalization;

namespace Unlearn.Tool.Terminal;

/// <summary>
/// What GitHub shows of a step beside its log: annotations at lines of files, and a summary. Annotations are lines on standard error, which the
/// runner reads too, so that standard output stays what it is for programs.
/// </summary>
/// <param name="error">Standard error.</param>
/// <param name="summaryFile">The file that becomes the summary, or null.</param>
internal sealed class GitHubActions(TextWriter error, string? summaryFile)
{
    /// <summary>The workflow that this process runs in; null elsewhere.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <param name="error">Standard error.</param>
    public static GitHubActions? Detect(Func<string, string?> variable, TextWriter error) =>
        variable("GITHUB_ACTIONS") == "true" ? new GitHubActions(error, variable("GITHUB_STEP_SUMMARY")) : null;

    /// <summary>Shows a message at a place.</summary>
    /// <param name="level"><c>error</c> or <c>warning</c>.</param>
    /// <param name="message">What.</param>
    /// <param name="file">The file; empty for none.</param>
    /// <param name="line">The line, from 1; 0 for none.</param>
    /// <param name="column">The column, likewise.</param>
    /// <param name="title">A few words above the message.</param>
    public void Annotate(
        string level,
        string message,
        string file = "",
        int line = 0,
        int column = 0,
        string title = ""
    )
    {
        (string Name, string Value)[] properties =
        [
            ("file", file),
            ("line", line > 0 ? line.ToString(CultureInfo.InvariantCulture) : ""),
            ("col", column > 0 ? column.ToString(CultureInfo.InvariantCulture) : ""),
            ("title", title),
        ];
        string where = string.Join(
            ',',
            properties
                .Where(static one => one.Value.Length > 0)
                .Select(static one => $"{one.Name}={Property(one.Value)}")
        );
        error.WriteLine($"::{level}{(where.Length > 0 ? " " + where : "")}::{Data(message)}");
    }

    /// <summary>Adds Markdown to the step's summary.</summary>
    public void Summarise(string markdown)
    {
        if (summaryFile is { Length: > 0 })
        {
            File.AppendAllText(summaryFile, markdown.TrimEnd('\n') + "\n\n");
        }
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
