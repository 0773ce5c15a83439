namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>A submitted job.</summary>
/// <param name="Id">What Slurm calls it.</param>
/// <param name="Name">What its script is called.</param>
/// <param name="Elements">Number of array elements; 0 for the end of a round.</param>
public sealed record SlurmJob(string Id, string Name, int Elements);
