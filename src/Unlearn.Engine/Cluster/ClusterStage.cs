namespace Unlearn.Engine.Cluster;

/// <summary>A level of the task graph: its elements read what earlier stages made, and nothing of each other.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Elements">At least one, with consecutive numbers.</param>
public sealed record ClusterStage(int Number, IReadOnlyList<ClusterElement> Elements)
{
    /// <summary>The round that it was planned in, from 0.</summary>
    public int Round { get; init; }
}
