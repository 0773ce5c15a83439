using System.Text.Json.Serialization;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Running;

/// <summary>Lines of a run's journal.</summary>
[JsonSerializable(typeof(RunEvent))]
internal sealed partial class RunEventJson : JsonSerializerContext
{
    /// <summary>Without white space.</summary>
    public static RunEventJson Compact { get; } = new(JsonForm.Compact);
}
