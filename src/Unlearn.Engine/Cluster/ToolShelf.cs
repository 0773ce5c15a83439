using System.Security.Cryptography;
using System.Text;

namespace Unlearn.Engine.Cluster;

/// <summary>
/// The frozen tools of a store, <c>STORE/tools</c>: each in a folder with the digest of its files for a name, and beside it,
/// under <c>DIGEST.runs</c>, a file for each run that was prepared with it, which names the run's folder.
/// </summary>
/// <param name="store">The store's folder.</param>
internal sealed class ToolShelf(string store)
{
    private const string RunsEnding = ".runs";
    private const string TemporaryEnding = ".tmp";
    private readonly string _folder = Path.Combine(Path.GetFullPath(store), "tools");

    /// <summary>All tools, in the order of their digests.</summary>
    public IEnumerable<ShelvedTool> List() =>
        Directory.Exists(_folder)
            ? Directory
                .EnumerateDirectories(_folder)
                .Where(static path => IsDigest(Path.GetFileName(path)))
                .Order(StringComparer.Ordinal)
                .Select(Look)
            : [];

    /// <summary>The digest of a tool: of the names and contents of its files.</summary>
    /// <param name="tool">A folder.</param>
    /// <param name="files">Its files, relative to it and in order.</param>
    public static string Digest(string tool, IReadOnlyList<string> files)
    {
        var contents = new byte[files.Count][];
        Parallel.For(
            0,
            files.Count,
            i =>
            {
                using FileStream file = File.OpenRead(Path.Combine(tool, files[i]));
                contents[i] = SHA256.HashData(file);
            }
        );
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < files.Count; i++)
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{files[i]}\n"));
            all.AppendData(contents[i]);
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>All files of a tool, relative to its folder and in order.</summary>
    public static string[] FilesOf(string tool) =>
        [
            .. Directory
                .EnumerateFiles(tool, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(tool, path))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Where a tool lies or is to lie. From now on it is not removed until the run has ended.</summary>
    /// <param name="digest">The tool.</param>
    /// <param name="run">The folder of the run that needs it.</param>
    public string Reserve(string digest, string run)
    {
        string kept = Path.Combine(_folder, digest);
        Directory.CreateDirectory(kept + RunsEnding);
        File.WriteAllText(Path.Combine(kept + RunsEnding, NameOf(run)), run);
        return kept;
    }

    /// <summary>Says that a run needs no tool but one.</summary>
    /// <param name="kept">That one, from <see cref="Reserve"/>.</param>
    /// <param name="run">The run's folder.</param>
    public void Release(string kept, string run)
    {
        foreach (string uses in Directory.EnumerateDirectories(_folder, $"*{RunsEnding}"))
        {
            if (uses != kept + RunsEnding)
            {
                File.Delete(Path.Combine(uses, NameOf(run)));
            }
        }
    }

    /// <summary>A folder for a copy that is being made of a tool; it does not exist.</summary>
    public static string Temporary(string kept) => $"{kept}.{Guid.NewGuid():N}{TemporaryEnding}";

    /// <summary>Whether a tool's files are still what its name says.</summary>
    public static bool IsWhole(ShelvedTool tool) => Digest(tool.Path, FilesOf(tool.Path)) == tool.Digest;

    /// <summary>Removes a tool, unless a run needs it.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool Remove(ShelvedTool tool)
    {
        if (RunsThatNeed(tool.Path).Any())
        {
            return false;
        }

        // Out of the way at once: a run that is prepared meanwhile finds a whole tool or none.
        string aside = Temporary(tool.Path);
        Directory.Move(tool.Path, aside);
        if (RunsThatNeed(tool.Path).Any() && !Directory.Exists(tool.Path))
        {
            Directory.Move(aside, tool.Path);
            return false;
        }

        Directory.Delete(aside, recursive: true);
        return true;
    }

    /// <summary>Removes what copies and removals that were killed left behind, and the names of runs that are gone.</summary>
    /// <param name="before">Only what was last written before this moment.</param>
    public void RemoveRemains(DateTime before)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateDirectories(_folder, $"*{TemporaryEnding}").ToArray())
        {
            if (Directory.GetLastWriteTimeUtc(path) < before)
            {
                Directory.Delete(path, recursive: true);
            }
        }

        IEnumerable<string> uses = Directory
            .EnumerateDirectories(_folder, $"*{RunsEnding}")
            .SelectMany(Directory.EnumerateFiles);
        foreach (string path in uses.ToArray())
        {
            if (File.GetLastWriteTimeUtc(path) < before && !Directory.Exists(File.ReadAllText(path)))
            {
                File.Delete(path);
            }
        }
    }

    private static ShelvedTool Look(string path)
    {
        var files = new DirectoryInfo(path).GetFiles("*", SearchOption.AllDirectories);
        DateTime used = Uses(path).Select(File.GetLastWriteTimeUtc).Append(Directory.GetLastWriteTimeUtc(path)).Max();
        return new ShelvedTool(
            Path.GetFileName(path),
            path,
            files.Length,
            files.Sum(static file => file.Length),
            used,
            [.. RunsThatNeed(path)]
        );
    }

    // A run that was cancelled has not ended: its elements may be started again by hand.
    private static IEnumerable<string> RunsThatNeed(string kept) =>
        from use in Uses(kept)
        let run = File.ReadAllText(use)
        where Directory.Exists(run) && new ClusterFolder(run).Ending() is not { Outcome: "completed" or "failed" }
        select run;

    private static IEnumerable<string> Uses(string kept) =>
        Directory.Exists(kept + RunsEnding)
            ? Directory.EnumerateFiles(kept + RunsEnding).Order(StringComparer.Ordinal)
            : [];

    private static string NameOf(string run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run)))[..16];

    private static bool IsDigest(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);
}
