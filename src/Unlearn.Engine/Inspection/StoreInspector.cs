using Unlearn.Engine.Store;
using Unlearn.Verification;

namespace Unlearn.Engine.Inspection;

/// <summary>What <c>unlearn cache</c> does with a store.</summary>
/// <param name="store">The store.</param>
public sealed class StoreInspector(ResultStore store)
{
    private const int ShortestPrefix = 4;

    /// <summary>All entries in the order of their keys; seals are not checked.</summary>
    public IEnumerable<CacheEntry> List() => store.Files().Select(Look);

    /// <summary>The entry that a key, or the beginning of one, names.</summary>
    /// <exception cref="InputException">None or several begin so.</exception>
    public CacheEntry Explain(string prefix)
    {
        StoreFile[] found =
        [
            .. store.Files().Where(file => file.Key.Hex.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Take(2),
        ];
        return found.Length == 1 && prefix.Length >= ShortestPrefix
            ? Look(found[0])
            : throw new InputException(
                found.Length == 0
                    ? $"No entry's key begins with '{prefix}'; `unlearn cache list` names them all."
                    : $"Several keys begin with '{prefix}', or it is shorter than {ShortestPrefix} digits; give more of it."
            );
    }

    /// <summary>Reads every entry and checks its seal; damaged ones are set aside.</summary>
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

        return (whole, damaged);
    }

    /// <summary>
    /// Removes entries, oldest first by the file system's account: all that are older than an age, then as many as a size asks
    /// for; and what killed writers left behind. A run that needs a removed entry computes it again.
    /// </summary>
    /// <param name="olderThan">Age, or null.</param>
    /// <param name="maxBytes">Largest size of what stays, or null.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>Number and bytes of removed entries.</returns>
    public (int Entries, long Bytes) Prune(TimeSpan? olderThan, long? maxBytes, DateTimeOffset now)
    {
        (StoreFile File, DateTime Written)[] files =
        [
            .. store
                .Files()
                .Select(static file => (file, File.GetLastWriteTimeUtc(file.Path)))
                .OrderBy(static item => item.Item2)
                .ThenBy(static item => item.file.Key.Hex, StringComparer.Ordinal),
        ];
        long size = files.Sum(static item => item.File.Bytes);
        int removed = 0;
        long bytes = 0;
        foreach ((StoreFile file, DateTime written) in files)
        {
            bool old = olderThan is { } age && written < now.UtcDateTime - age;
            if (old || size - bytes > maxBytes)
            {
                store.Remove(file.Key);
                removed++;
                bytes += file.Bytes;
            }
        }

        store.RemoveRemains(now.UtcDateTime - TimeSpan.FromDays(1));
        return (removed, bytes);
    }

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
}
