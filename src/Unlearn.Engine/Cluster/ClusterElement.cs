namespace Unlearn.Engine.Cluster;

/// <summary>What one process of a cluster does: tasks of one level of the graph, so many that starting it is worth its while.</summary>
/// <param name="Number">Its number in the run, from 0; what <c>unlearn worker RUN NUMBER</c> takes.</param>
/// <param name="Description">What it does, for people.</param>
/// <param name="EstimatedSeconds">Rough seconds of one worker.</param>
/// <param name="Tasks">Keys of its tasks in the store, at least one.</param>
public sealed record ClusterElement(
    int Number,
    string Description,
    double EstimatedSeconds,
    IReadOnlyList<string> Tasks
);
