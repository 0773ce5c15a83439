using System.Text.Json.Serialization;

namespace Unlearn.Engine.Running;

/// <summary>Something that happened in a run; appended to <c>events.ndjson</c> and shown as progress.</summary>
/// <param name="Time">When, UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(DataRead), "data")]
[JsonDerivedType(typeof(RunPlanned), "planned")]
[JsonDerivedType(typeof(RunPrepared), "prepared")]
[JsonDerivedType(typeof(TasksStarted), "started")]
[JsonDerivedType(typeof(TrainingResumed), "resumed")]
[JsonDerivedType(typeof(TasksFinished), "finished")]
[JsonDerivedType(typeof(RunWarning), "warning")]
[JsonDerivedType(typeof(RunEnded), "ended")]
public abstract record RunEvent(DateTimeOffset Time);

/// <summary>The data are read.</summary>
/// <param name="Time">When.</param>
/// <param name="Lines">What they are, three lines per dataset at most.</param>
public sealed record DataRead(DateTimeOffset Time, IReadOnlyList<string> Lines) : RunEvent(Time);

/// <summary>The plan is made.</summary>
/// <param name="Time">When.</param>
/// <param name="Tasks">All tasks.</param>
/// <param name="Cached">Those that need not run, because their results, or the results that need them, are in the store.</param>
public sealed record RunPlanned(DateTimeOffset Time, int Tasks, int Cached) : RunEvent(Time)
{
    /// <summary>Rough seconds of one worker that the tasks that run will take; only their proportions are to be relied on.</summary>
    public double EstimatedSeconds { get; init; }
}

/// <summary>The run's folder is ready for processes on other machines; their journals are under <c>cluster/elements</c>.</summary>
/// <param name="Time">When.</param>
/// <param name="Stages">Levels of the graph of open tasks.</param>
/// <param name="Elements">Packed groups of open tasks.</param>
public sealed record RunPrepared(DateTimeOffset Time, int Stages, int Elements) : RunEvent(Time)
{
    /// <summary>Number of the first of these elements: later rounds go on counting.</summary>
    public int FirstElement { get; init; }
}

/// <summary>A worker began a group of tasks.</summary>
/// <param name="Time">When.</param>
/// <param name="Worker">Worker number, 0-based.</param>
/// <param name="Kind">Kind of task: <c>original</c>, <c>reference</c>, <c>shadow</c>, <c>shard</c>, <c>unlearn</c>, <c>evaluate</c>, <c>attack</c>.</param>
/// <param name="Description">What runs, for people: <c>12 shadow models of digits/mlp</c>.</param>
/// <param name="Count">Tasks in the group.</param>
public sealed record TasksStarted(DateTimeOffset Time, int Worker, string Kind, string Description, int Count)
    : RunEvent(Time);

/// <summary>A training goes on from the checkpoint that an earlier attempt at it left.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">Kind of task.</param>
/// <param name="Key">The task's key in the store.</param>
/// <param name="Epoch">Epochs that were finished.</param>
/// <param name="Epochs">All of its epochs.</param>
/// <param name="Seconds">Seconds of one worker that earlier attempts took.</param>
public sealed record TrainingResumed(
    DateTimeOffset Time,
    string Kind,
    string Key,
    int Epoch,
    int Epochs,
    double Seconds
) : RunEvent(Time);

/// <summary>A worker finished a group of tasks.</summary>
/// <param name="Time">When.</param>
/// <param name="Worker">Worker number, 0-based.</param>
/// <param name="Kind">Kind of task.</param>
/// <param name="Description">What ran.</param>
/// <param name="Count">Tasks in the group.</param>
/// <param name="Seconds">Wall seconds of the group.</param>
/// <param name="Error">Why a task of it failed, or null.</param>
public sealed record TasksFinished(
    DateTimeOffset Time,
    int Worker,
    string Kind,
    string Description,
    int Count,
    double Seconds,
    string? Error
) : RunEvent(Time)
{
    /// <summary>Rough seconds of one worker that the group was thought to take.</summary>
    public double EstimatedSeconds { get; init; }
}

/// <summary>Something that a person should know and that does not end the run.</summary>
/// <param name="Time">When.</param>
/// <param name="Message">What, in words.</param>
public sealed record RunWarning(DateTimeOffset Time, string Message) : RunEvent(Time);

/// <summary>The run is over.</summary>
/// <param name="Time">When.</param>
/// <param name="Outcome"><c>completed</c>, <c>failed</c> (some trials failed), <c>cancelled</c>, or <c>error</c>.</param>
/// <param name="Message">Why, or null.</param>
public sealed record RunEnded(DateTimeOffset Time, string Outcome, string? Message) : RunEvent(Time);
