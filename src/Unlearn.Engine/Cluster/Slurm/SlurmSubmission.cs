using System.Text.Json.Serialization;
using Unlearn.Core;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>The jobs of a run: <c>cluster/jobs.json</c>.</summary>
/// <param name="Jobs">In the order of their submission, round after round; the last one writes the report, or submits a further round.</param>
public sealed record SlurmSubmission(IReadOnlyList<SlurmJob> Jobs)
{
    /// <summary>Ids of the jobs.</summary>
    [JsonIgnore]
    public IEnumerable<string> Ids => Jobs.Select(static job => job.Id);

    /// <summary>The jobs of a run, or null where none were submitted.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static SlurmSubmission? Read(ClusterFolder folder) =>
        folder.Exists
            ? folder.Files().Read(ClusterFolder.JobsFile, SlurmSubmissionJson.Readable.SlurmSubmission)
            : null;

    /// <summary>Writes the jobs of a run.</summary>
    public void Write(ClusterFolder folder) =>
        folder.Files().Write(ClusterFolder.JobsFile, this, SlurmSubmissionJson.Readable.SlurmSubmission);
}
