using Unlearn.Core;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;

namespace Unlearn.Engine.Inspection;

/// <summary>What <c>unlearn cache</c> does with a store.</summary>
/// <param name="store">The store.</param>
public sealed class StoreInspector(ResultStore store)
{
    private const int ShortestPrefix = 4;
    private readonly ToolShelf _tools = new(store.Folder);

    /// <summary>All entries in the order of their keys, then all frozen tools; seals are not checked.</summary>
    public IEnumerable<CacheEntry> List() => store.Files().Select(Look).Concat(_tools.List().Select(Look));

    /// <summary>The entry that a key, or the beginning of one, names.</summary>
    /// <exception cref="InputException">None or several begin so.</exception>
    public CacheEntry Explain(string prefix)
    {
        Func<CacheEntry>[] found =
        [
            .. store
                .Files()
                .Where(file => Begins(file.Key.Hex))
                .Select(static file => (Func<CacheEntry>)(() => Look(file)))
                .Concat(
                    _tools
                        .List()
                        .Where(tool => Begins(tool.Digest))
                        .Select(static tool => (Func<CacheEntry>)(() => Look(tool)))
                )
                .Take(2),
        ];
        return found.Length == 1 && prefix.Length >= ShortestPrefix
            ? found[0]()
            : throw new InputException(
                found.Length == 0
                    ? $"No entry's key begins with '{prefix}'; `unlearn cache list` names them all."
                    : $"Several keys begin with '{prefix}', or it is shorter than {ShortestPrefix} digits; give more of it."
            );

        bool Begins(string key) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Reads every entry and checks its seal; damaged ones are set aside. Reads every frozen tool, too; a damaged one is removed, and
    /// only named while a run needs it.
    /// </summary>
    /// <param name="cancellationToken">Checked between entries.</param>
    /// <returns>Number of whole entries, and keys of damaged ones.</returns>
    public (int Whole, IReadOnlyList<string> Damaged) Verify(CancellationToken cancellationToken)
    {
        int whole = 0;
        var damaged = new List<string>();
        foreach (StoreFile file in store.Files().ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (store.ReadHeader(file.Key) is null)
            {
                damaged.Add(file.Key.Hex);
            }
            else
            {
                whole++;
            }
        }

        foreach (ShelvedTool tool in _tools.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ToolShelf.IsWhole(tool))
            {
                whole++;
            }
            else
            {
                ToolShelf.Remove(tool);
                damaged.Add(tool.Digest);
            }
        }

        return (whole, damaged);
    }

    /// <summary>
    /// Removes entries and frozen tools, oldest first by the file system's account: all that are older than an age, then as many
    /// as a size asks for; and what killed writers left behind. A run that needs a removed entry computes it again; a tool that
    /// a run needs stays.
    /// </summary>
    /// <param name="olderThan">Age, or null.</param>
    /// <param name="maxBytes">Largest size of what stays, or null.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>What was removed, and what was asked for and stays.</returns>
    public PruneResult Prune(TimeSpan? olderThan, long? maxBytes, DateTimeOffset now)
    {
        Removable[] all =
        [
            .. store
                .Files()
                .Select(Entry)
                .Concat(_tools.List().Select(Tool))
                .OrderBy(static item => item.Written)
                .ThenBy(static item => item.Key, StringComparer.Ordinal),
        ];
        long size = all.Sum(static item => item.Bytes);
        var result = new PruneResult(0, 0, 0, []);
        foreach (Removable item in all)
        {
            bool old = olderThan is { } age && item.Written < now.UtcDateTime - age;
            if (old || size - result.Bytes > maxBytes)
            {
                result = item.Remove(result);
            }
        }

        DateTime remains = now.UtcDateTime - TimeSpan.FromDays(1);
        store.RemoveRemains(remains);
        _tools.RemoveRemains(remains);
        return result;
    }

    private Removable Entry(StoreFile file) =>
        new(
            file.Key.Hex,
            file.Bytes,
            File.GetLastWriteTimeUtc(file.Path),
            result =>
            {
                store.Remove(file.Key);
                return result with { Entries = result.Entries + 1, Bytes = result.Bytes + file.Bytes };
            }
        );

    private Removable Tool(ShelvedTool tool) =>
        new(
            tool.Digest,
            tool.Bytes,
            tool.Used,
            result =>
                ToolShelf.Remove(tool)
                    ? result with
                    {
                        Tools = result.Tools + 1,
                        Bytes = result.Bytes + tool.Bytes,
                    }
                    : result with
                    {
                        Needed = [.. result.Needed, .. tool.Runs],
                    }
        );

    private static CacheEntry Look(ShelvedTool tool) =>
        new(
            tool.Digest,
            "tool",
            tool.Bytes,
            tool.Used,
            0,
            0,
            CanonicalJson.Of(new Dictionary<string, object> { ["files"] = tool.Files, ["neededBy"] = tool.Runs })
        );

    private static CacheEntry Look(StoreFile file)
    {
        DateTimeOffset written = File.GetLastWriteTimeUtc(file.Path);
        return StorePeek.Header(file) is { } header
            ? new CacheEntry(
                file.Key.Hex,
                header.Kind,
                file.Bytes,
                written,
                header.Seconds,
                header.Gradients,
                header.Inputs
            )
            : new CacheEntry(file.Key.Hex, "unreadable", file.Bytes, written, 0, 0, "{}");
    }

    private sealed record Removable(string Key, long Bytes, DateTime Written, Func<PruneResult, PruneResult> Remove);
}
