namespace Unlearn.Engine.Slurm;

/// <summary>The jobs of a run: <c>cluster/jobs.json</c>.</summary>
/// <param name="Jobs">In the order of their submission; the last one writes the report once all are submitted.</param>
public sealed record SlurmSubmission(IReadOnlyList<SlurmJob> Jobs)
{
    /// <summary>Ids of the jobs.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> Ids => Jobs.Select(static job => job.Id);
}
