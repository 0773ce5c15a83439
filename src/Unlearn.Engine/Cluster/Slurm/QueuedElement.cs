namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>A job or array element that Slurm knows to be alive.</summary>
/// <param name="Job">The job's id; for an array the array's.</param>
/// <param name="State">Slurm's word: <c>PENDING</c>, <c>RUNNING</c>, <c>COMPLETING</c>, ...</param>
public sealed record QueuedElement(string Job, string State);
