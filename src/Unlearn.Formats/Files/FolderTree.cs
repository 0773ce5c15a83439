namespace Unlearn.Formats.Files;

/// <summary>The files under a folder. Links to folders are followed, each folder is entered once: a link to one above would never end.</summary>
internal static class FolderTree
{
    /// <summary>Paths of all files, those of linked folders under the links' names.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        string start = Path.GetFullPath(folder);
        string real = Target(start) ?? start;
        var entered = new HashSet<string>(StringComparer.Ordinal) { real };
        var waiting = new Stack<(string Path, string Real)>([(start, real)]);
        var links = new Queue<(string Path, string Real)>();

        // Links wait until every folder of its own name has been entered, so that none is known by a link's name alone.
        while (waiting.TryPop(out (string Path, string Real) here) || links.TryDequeue(out here))
        {
            if (here.Path != start && !entered.Add(here.Real))
            {
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(here.Path))
            {
                yield return file;
            }

            foreach (string inner in Directory.EnumerateDirectories(here.Path))
            {
                // A link may lead somewhere relative to where it really stands.
                string own = Path.Combine(here.Real, Path.GetFileName(inner));
                if (Target(own) is { } target)
                {
                    links.Enqueue((inner, target));
                }
                else
                {
                    waiting.Push((inner, own));
                }
            }
        }
    }

    /// <summary>Where a link leads; null where a folder is none.</summary>
    private static string? Target(string folder) =>
        new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Path.TrimEndingDirectorySeparator(target.FullName)
            : null;
}
