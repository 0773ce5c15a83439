using System.Text.Json.Serialization;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Cluster;

/// <summary>Files that processes on other machines read.</summary>
[JsonSerializable(typeof(ClusterRun))]
[JsonSerializable(typeof(ClusterPlan))]
internal sealed partial class ClusterJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    public static ClusterJson Readable { get; } = new(JsonForm.Readable);
}
