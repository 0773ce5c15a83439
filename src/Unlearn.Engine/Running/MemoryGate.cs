using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Running;

/// <summary>
/// Admits groups of tasks so that all that run at once fit into memory: what a group will need is estimated, what the process
/// holds already is measured, and the larger of sum and measurement counts. Not thread-safe; the board asks under its lock.
/// </summary>
/// <param name="limit">Bytes that the process may hold.</param>
/// <param name="resident">Bytes that it holds.</param>
/// <param name="warn">Told once of each kind of group that is larger than the limit.</param>
internal sealed class MemoryGate(long limit, Func<long> resident, Action<string> warn)
{
    private readonly long _shared = resident();
    private readonly HashSet<string> _warned = [];
    private long _reserved;
    private int _running;

    /// <summary>
    /// Reserves memory for a group of up to <paramref name="count"/> tasks, fewer where all do not fit. A task that is larger
    /// than everything runs alone.
    /// </summary>
    /// <param name="first">The first task; the others are of its shape.</param>
    /// <param name="count">Tasks that are wanted.</param>
    /// <returns>Tasks that may run and the bytes that are reserved; no tasks while others hold the memory.</returns>
    public (int Count, long Bytes) Enter(PlanTask first, int count)
    {
        long free = limit - Math.Max(_shared + _reserved, resident());
        while (count > 1 && first.Memory(count) > free)
        {
            count /= 2;
        }

        long bytes = first.Memory(count);
        if (bytes > free && _running > 0)
        {
            return (0, 0);
        }

        if (bytes > limit && _warned.Add($"{first.Problem.Name} {first.Group}"))
        {
            warn(
                $"{new TaskGroup([first]).Description} needs about {bytes / 1_000_000} MB, more than the limit of {limit / 1_000_000} MB (--memory); it runs alone."
            );
        }

        _running++;
        _reserved += bytes;
        return (count, bytes);
    }

    /// <summary>Gives a group's memory back.</summary>
    public void Leave(long bytes)
    {
        _running--;
        _reserved -= bytes;
    }
}
