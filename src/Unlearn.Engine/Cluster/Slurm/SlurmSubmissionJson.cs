using System.Text.Json.Serialization;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Submitted jobs as a file.</summary>
[JsonSerializable(typeof(SlurmSubmission))]
internal sealed partial class SlurmSubmissionJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    public static SlurmSubmissionJson Readable { get; } = new(JsonForm.Readable);
}
