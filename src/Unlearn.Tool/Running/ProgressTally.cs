using System.Globalization;
using Unlearn.Engine.Running;

namespace Unlearn.Tool.Running;

/// <summary>What a run's events add up to: done, total, what runs, and how long it may still take. Not thread-safe.</summary>
internal sealed class ProgressTally
{
    private readonly SortedDictionary<int, string> _running = [];
    private DateTimeOffset? _start;
    private double _work;
    private double _worked;

    /// <summary>All tasks of the plan, those in the store included.</summary>
    public int Total { get; private set; }

    /// <summary>Tasks that need not run because they are in the store.</summary>
    public int Cached { get; private set; }

    /// <summary>Tasks that this run finished.</summary>
    public int Finished { get; private set; }

    /// <summary>Tasks that are done, by this run or before it.</summary>
    public int Done => Math.Min(Total, Cached + Finished);

    /// <summary>What the workers do, in words.</summary>
    public string Running => string.Join(" | ", _running.Values);

    /// <summary>Adds an event.</summary>
    public void Add(RunEvent happened)
    {
        _start ??= happened.Time;
        switch (happened)
        {
            case RunPlanned planned:
                // A tuned run is planned twice: its first step stays counted.
                _start = Total == 0 ? planned.Time : _start;
                Total += planned.Tasks;
                Cached += planned.Cached;
                _work += planned.EstimatedSeconds;
                break;
            case TasksStarted started:
                _running[started.Worker] = started.Description;
                break;
            case TasksFinished finished:
                _running.Remove(finished.Worker);
                Finished += finished.Count;
                _worked += finished.EstimatedSeconds;
                break;
        }
    }

    /// <summary>Time since the plan was made.</summary>
    public TimeSpan Elapsed(DateTimeOffset now) => _start is { } start && now > start ? now - start : TimeSpan.Zero;

    /// <summary>
    /// The time that the rest takes at the pace so far, or null before a first task has finished. What counts is work: an attack takes a
    /// thousandth of a training. Tasks count alike only where they were not estimated.
    /// </summary>
    public TimeSpan? Left(DateTimeOffset now) =>
        Finished == 0 ? null
        : _worked > 0 ? Elapsed(now) / _worked * Math.Max(0, _work - _worked)
        : Elapsed(now) / Finished * Math.Max(0, Total - Done);

    /// <summary>Minutes and seconds, or hours too where there are any.</summary>
    public static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
