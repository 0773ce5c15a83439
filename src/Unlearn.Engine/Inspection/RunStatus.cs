using System.Globalization;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Inspection;

/// <summary>How far a run is, read from its events; works while it runs, also elsewhere.</summary>
/// <param name="Tasks">Tasks of the plan; 0 before it is made.</param>
/// <param name="Cached">Tasks that need not run.</param>
/// <param name="Finished">Tasks that were run.</param>
/// <param name="Running">What workers are at, by worker.</param>
/// <param name="Failures">Why groups failed.</param>
/// <param name="Warnings">Warnings.</param>
/// <param name="Outcome">How it ended, or null while it has not.</param>
/// <param name="LastEvent">Time of the last event, or null without one.</param>
public sealed record RunStatus(
    int Tasks,
    int Cached,
    int Finished,
    IReadOnlyDictionary<int, string> Running,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> Warnings,
    string? Outcome,
    DateTimeOffset? LastEvent
)
{
    /// <summary>What the data were read as, three lines a dataset; empty before they are.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    private static RunStatus Begun => new(0, 0, 0, new SortedDictionary<int, string>(), [], [], null, null);

    /// <summary>
    /// Reads a run's events. Of several attempts in one folder the last one counts. What processes on other machines did is
    /// added to it.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    public static RunStatus Of(string folder) =>
        new ClusterFolder(folder)
            .StartedElements.Select(path => (Status: Journal(path), IsOfRound: NumberOf(path) >= FirstElement(folder)))
            .Aggregate(Journal(folder), static (status, element) => status.With(element.Status, element.IsOfRound));

    // What earlier rounds of elements did counts as cached when the present one is planned.
    private static int FirstElement(string folder) =>
        RunJournal.Read(folder).OfType<RunPrepared>().LastOrDefault()?.FirstElement ?? 0;

    private static int NumberOf(string path) =>
        int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;

    private static RunStatus Journal(string folder) =>
        RunJournal.Read(folder).Aggregate(Begun, static (status, happened) => status.After(happened));

    // What an element found in the store, it or another one had put there since the run was planned.
    private RunStatus With(RunStatus element, bool isOfRound) =>
        this with
        {
            Finished = isOfRound ? Math.Min(Tasks - Cached, Finished + element.Cached + element.Finished) : Finished,
            Running =
                Outcome is null && element.Outcome is null
                    ? new SortedDictionary<int, string>(
                        Running.Concat(element.Running).DistinctBy(static one => one.Key).ToDictionary()
                    )
                    : Running,
            Failures = [.. Failures, .. element.Failures],
            Warnings = [.. Warnings, .. element.Warnings],
            LastEvent = element.LastEvent > LastEvent ? element.LastEvent : LastEvent,
        };

    private RunStatus After(RunEvent happened)
    {
        RunStatus next = this with { LastEvent = happened.Time };
        var running = new SortedDictionary<int, string>(Running.ToDictionary());
        switch (happened)
        {
            case DataRead data:
                return Begun with { Data = data.Lines, LastEvent = data.Time };
            case RunPlanned planned:
                return Begun with
                {
                    Tasks = planned.Tasks,
                    Cached = planned.Cached,
                    LastEvent = planned.Time,
                    Data = Data,

                    // What the data warn of is told before the plan is made.
                    Warnings = Outcome is null ? Warnings : [],
                };
            case TasksStarted started:
                running[started.Worker] = started.Description;
                return next with { Running = running };
            case TasksFinished finished:
                running.Remove(finished.Worker);
                return next with
                {
                    Running = running,
                    Finished = Finished + finished.Count,
                    Failures = finished.Error is { } error ? [.. Failures, error] : Failures,
                };
            case RunWarning warning:
                return next with { Warnings = [.. Warnings, warning.Message] };
            case RunEnded ended:
                return next with { Outcome = ended.Outcome, Running = new SortedDictionary<int, string>() };
            default:
                return next;
        }
    }
}
