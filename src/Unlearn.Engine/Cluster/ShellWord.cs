namespace Unlearn.Engine.Cluster;

/// <summary>Text as a POSIX shell reads it back unchanged.</summary>
public static class ShellWord
{
    private const string Special = "\"\\$`";

    /// <summary>A word of a command line: as it is where it is plain, else in single quotes.</summary>
    public static string Of(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || "/._-+,:=@%".Contains(c))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Text inside double quotes.</summary>
    public static string Inside(string text) =>
        string.Concat(text.Select(static c => Special.Contains(c) ? $"\\{c}" : c.ToString()));
}
