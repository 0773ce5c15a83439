using Unlearn.Engine.Running;

namespace Unlearn.Engine.Tests;

/// <summary>Collects what a run tells, on the thread that tells it.</summary>
internal sealed class EventList : IProgress<RunEvent>
{
    /// <summary>Warnings about what went wrong, without those about what a plan cannot decide.</summary>
    public IEnumerable<RunWarning> Faults =>
        All.OfType<RunWarning>().Where(static told => !told.Message.Contains("decide", StringComparison.Ordinal));

    private readonly List<RunEvent> _events = [];

    public IReadOnlyList<RunEvent> All
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Called after each event.</summary>
    public Action<RunEvent>? Heard { get; init; }

    /// <summary>Tasks of one kind that were started.</summary>
    public int Started(string kind) =>
        All.OfType<TasksStarted>().Where(started => started.Kind == kind).Sum(static started => started.Count);

    /// <summary>Tasks of any kind that were started.</summary>
    public int Started() => All.OfType<TasksStarted>().Sum(static started => started.Count);

    public void Report(RunEvent value)
    {
        lock (_events)
        {
            _events.Add(value);
        }

        Heard?.Invoke(value);
    }
}
