namespace Unlearn.Engine.Cluster;

/// <summary>How a run is prepared for processes on other machines.</summary>
public sealed record ClusterOptions
{
    /// <summary>The folder of the tool that is frozen.</summary>
    public required string ToolFolder { get; init; }

    /// <summary>The assembly in it that is started.</summary>
    public string ToolEntry { get; init; } = "unlearn.dll";

    /// <summary>The compiled manifest, kept for the tool; empty where the tool carries the experiment.</summary>
    public ReadOnlyMemory<byte> Compiled { get; init; }

    /// <summary>
    /// Estimated seconds of one worker that fill an element; at least 0, where each task has an element of its own. The default
    /// of 60 is long against the start of a process and short against a lost node.
    /// </summary>
    public double SecondsPerElement { get; init; } = 60.0;
}
