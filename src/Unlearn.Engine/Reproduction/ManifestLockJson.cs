using System.Text.Json.Serialization;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Reproduction;

/// <summary>Locks as files.</summary>
[JsonSerializable(typeof(ManifestLock))]
internal sealed partial class ManifestLockJson : JsonSerializerContext
{
    /// <summary>Indented.</summary>
    public static ManifestLockJson Readable { get; } = new(JsonForm.Readable);
}
