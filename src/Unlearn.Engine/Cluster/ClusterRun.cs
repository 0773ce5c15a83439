using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Cluster;

/// <summary>
/// What processes on other machines must know to work at a run: <c>cluster/run.json</c>. Paths are absolute and lead to the
/// same files everywhere.
/// </summary>
public sealed record ClusterRun
{
    /// <summary>The folder that relative paths of the manifest start from.</summary>
    public required string Base { get; init; }

    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>Where datasets are looked for, in order.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Globs over trial ids; empty runs all.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Whether the first failed trial ends the run: elements that begin after it compute nothing.</summary>
    public bool FailFast { get; init; }

    /// <summary>Longest time for one task in seconds, or null.</summary>
    public double? TaskSeconds { get; init; }

    /// <summary>Time between two checkpoints of a training, in seconds.</summary>
    public double CheckpointSeconds { get; init; } = 60;

    /// <summary>Bytes that each process may hold, or null for a share of what its machine or container has.</summary>
    public long? Memory { get; init; }

    /// <summary>Estimated seconds that fill an element, for the rounds to come.</summary>
    public double ElementSeconds { get; init; } = 60;

    /// <summary>Workers of each process.</summary>
    public required int Jobs { get; init; }

    /// <summary>When the run was planned, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What of a request other machines must know.</summary>
    public static ClusterRun Of(RunRequest request, double elementSeconds, DateTimeOffset started) =>
        new()
        {
            Base = Path.GetFullPath(request.Data.Base),
            Store = Path.GetFullPath(request.Store),
            Data = [.. request.Data.Folders.Select(Path.GetFullPath)],
            Filters = request.Filters,
            FailFast = request.FailFast,
            TaskSeconds = request.TaskTimeout?.TotalSeconds,
            CheckpointSeconds = request.CheckpointInterval.TotalSeconds,
            Memory = request.Memory,
            ElementSeconds = elementSeconds,
            Jobs = request.Jobs,
            Started = started,
        };

    /// <summary>The request that a process on another machine works at. Nothing is downloaded there.</summary>
    /// <param name="experiment">The run's manifest, compiled again.</param>
    /// <param name="folder">The run's folder.</param>
    public RunRequest ToRequest(IExperiment experiment, ClusterFolder folder) =>
        new()
        {
            Experiment = experiment,
            Definition = experiment.Define(),
            Folder = folder.Run,
            Store = Store,
            Data = new DataFolders(Data, Base),
            Jobs = Jobs,
            Filters = Filters,
            FailFast = FailFast,
            TaskTimeout = TaskSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            CheckpointInterval = TimeSpan.FromSeconds(CheckpointSeconds),
            Memory = Memory,
            Failures = folder.Failures,
        };
}
