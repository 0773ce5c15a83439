using Unlearn.Engine.Definition;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Running;

/// <summary>What a run is asked to do; everything here is decided at the edge (command line, environment).</summary>
public sealed record RunRequest
{
    /// <summary>The compiled manifest.</summary>
    public required IExperiment Experiment { get; init; }

    /// <summary>The definition to run: <see cref="IExperiment.Define"/>, with overrides applied.</summary>
    public required ExperimentDefinition Definition { get; init; }

    /// <summary>The run's folder; made if missing.</summary>
    public required string Folder { get; init; }

    /// <summary>The store's folder, shared between runs; made if missing.</summary>
    public required string Store { get; init; }

    /// <summary>Where datasets are looked for.</summary>
    public required DataFolders Data { get; init; }

    /// <summary>Number of workers, each with one libtorch thread.</summary>
    public required int Jobs { get; init; }

    /// <summary>Globs over trial ids; empty runs all.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether the first failed trial ends the run.</summary>
    public bool FailFast { get; init; }

    /// <summary>Longest time for one task, or null.</summary>
    public TimeSpan? TaskTimeout { get; init; }

    /// <summary>
    /// Where processes that share one run tell each other of failures that a later run would try again; null where the run is
    /// one process.
    /// </summary>
    public string? Failures { get; init; }

    /// <summary>Time between two checkpoints of a training that takes longer. Default 60 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(60);
}
