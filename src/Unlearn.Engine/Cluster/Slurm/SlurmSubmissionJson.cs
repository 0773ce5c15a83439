using System.Text.Json.Serialization;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Submitted jobs, and what Slurm is asked for, as files.</summary>
[JsonSerializable(typeof(SlurmSubmission))]
[JsonSerializable(typeof(SlurmOptions))]
internal sealed partial class SlurmSubmissionJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    public static SlurmSubmissionJson Readable { get; } = new(JsonForm.Readable);
}
