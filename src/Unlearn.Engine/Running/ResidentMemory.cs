using System.Diagnostics;

namespace Unlearn.Engine.Running;

/// <summary>What the process holds, looked up a few times a second at most: asking the system costs more than a small task.</summary>
internal sealed class ResidentMemory
{
    private static readonly TimeSpan Age = TimeSpan.FromMilliseconds(200);
    private long _bytes;
    private long? _seen;

    /// <summary>Bytes of physical memory. Not thread-safe.</summary>
    public long Bytes()
    {
        if (_seen is not { } seen || Stopwatch.GetElapsedTime(seen) > Age)
        {
            _bytes = Environment.WorkingSet;
            _seen = Stopwatch.GetTimestamp();
        }

        return _bytes;
    }
}
