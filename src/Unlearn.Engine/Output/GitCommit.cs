namespace Unlearn.Engine.Output;

/// <summary>Reads a repository's commit from its files; git itself need not be installed.</summary>
internal static class GitCommit
{
    private const string Reference = "ref: ";

    /// <summary>The commit of the repository that holds a folder, or null.</summary>
    public static string? Of(string folder)
    {
        try
        {
            for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            {
                string git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git))
                {
                    return Head(git);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A repository that cannot be read is as good as none: the commit is a courtesy.
        }

        return null;
    }

    private static string? Head(string git)
    {
        string head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith(Reference, StringComparison.Ordinal))
        {
            return head;
        }

        string name = head[Reference.Length..];
        string loose = Path.Combine(git, name);
        string packed = Path.Combine(git, "packed-refs");
        return File.Exists(loose) ? File.ReadAllText(loose).Trim()
            : File.Exists(packed)
                ? File.ReadLines(packed)
                    .FirstOrDefault(line => line.EndsWith(" " + name, StringComparison.Ordinal))
                    ?.Split(' ')[0]
            : null;
    }
}
