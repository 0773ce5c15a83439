using System.Diagnostics;
using System.Globalization;

namespace Unlearn.Engine.Store;

/// <summary>
/// Says which run computes which entry, so that two runs share work instead of doing it twice. One file an owner holds a number that
/// the owner keeps raising; a lock is a second name of that file, or, where a file system has none, a file with the owner's name.
/// </summary>
/// <remarks>
/// Correctness never depends on locks: entries are written whole and two computations of one key give the same bits, so the
/// worst that a lost lock can cost is time. Staleness is judged by watching the owner's number with the observer's own
/// stopwatch, never by clocks or times of files; a dead process on the same host is recognised at once.
/// </remarks>
internal sealed class TaskLocks : IDisposable
{
    private const int ExistsOnUnix = 17;
    private const int ExistsOnWindows = unchecked((int)0x80070050);
    private readonly string _locks;
    private readonly string _owners;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly TimeSpan _patience;
    private readonly Dictionary<string, (string Beat, long Seen)> _observed = new(StringComparer.Ordinal);
    private readonly HashSet<ContentKey> _held = [];
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private long _beat;

    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="interval">Time between two signs of life.</param>
    /// <param name="patience">How long another owner may show none before its locks are taken over.</param>
    public TaskLocks(string storeFolder, TimeSpan interval, TimeSpan patience)
    {
        _locks = Path.Combine(storeFolder, "locks");
        _owners = Path.Combine(storeFolder, "owners");
        _patience = patience;
        Directory.CreateDirectory(_locks);
        Directory.CreateDirectory(_owners);
        Beat();
        _timer = new Timer(_ => Beat(), null, interval, interval);
    }

    /// <summary>Takes the lock of a key, also from an owner that shows no life; false while another run is at it.</summary>
    public bool TryAcquire(ContentKey key)
    {
        lock (_gate)
        {
            string path = Path.Combine(_locks, key.Hex);
            if (TryCreate(path) || (OwnerIsGone(path) && TryTakeOver(path)))
            {
                _held.Add(key);
                return true;
            }

            return false;
        }
    }

    /// <summary>Gives a lock back.</summary>
    public void Release(ContentKey key)
    {
        lock (_gate)
        {
            if (_held.Remove(key))
            {
                TryDelete(Path.Combine(_locks, key.Hex));
            }
        }
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            foreach (ContentKey key in _held)
            {
                TryDelete(Path.Combine(_locks, key.Hex));
            }

            _held.Clear();
            TryDelete(Path.Combine(_owners, _owner));
        }
    }

    private void Beat()
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Interlocked.Increment(ref _beat)} {Environment.ProcessId} {_owner} {Environment.MachineName}"
        );
        try
        {
            File.WriteAllText(Path.Combine(_owners, _owner), text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A missed beat costs at most work done twice; the next one may succeed.
        }
    }

    private bool TryCreate(string path)
    {
        if (HardLink.TryCreate(Path.Combine(_owners, _owner), path) is { } created)
        {
            return created;
        }

        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            try
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(_owner));
            }
            catch (IOException)
            {
                // A full disk has room for names and none for content; an empty lock would keep everybody out.
                TryDelete(path);
            }

            return true;
        }
        catch (IOException error) when (error.HResult is ExistsOnUnix or ExistsOnWindows)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A store without room for locks still computes; only sharing is lost.
            return true;
        }
    }

    private bool OwnerIsGone(string lockPath)
    {
        string? text = TryRead(lockPath);
        if (text is null)
        {
            // Released just now: the next attempt finds it free.
            return false;
        }

        // Without second names the lock only says whose it is.
        bool named = text.Length > 0 && !text.Contains(' ', StringComparison.Ordinal);
        string beat = named ? TryRead(Path.Combine(_owners, text)) ?? "" : text;
        string[] words = beat.Split(' ', 4);
        if (words.Length == 4 && words[3] == Environment.MachineName && !IsAlive(words[1]))
        {
            return true;
        }

        string name =
            named ? text
            : words.Length == 4 ? words[2]
            : lockPath;
        long now = Stopwatch.GetTimestamp();
        if (!_observed.TryGetValue(name, out (string Beat, long Seen) last) || last.Beat != beat)
        {
            _observed[name] = (beat, now);
            return false;
        }

        return Stopwatch.GetElapsedTime(last.Seen, now) > _patience;
    }

    private bool TryTakeOver(string path)
    {
        string aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            // Of several observers one wins the rename.
            File.Move(path, aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        TryDelete(aside);
        return TryCreate(path);
    }

    private static bool IsAlive(string processId)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(processId, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left for the next observer, who sees that its owner is gone.
        }
    }
}
