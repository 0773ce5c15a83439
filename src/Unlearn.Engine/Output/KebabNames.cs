using System.Text.Json;
using Unlearn.Verification.Components;

namespace Unlearn.Engine.Output;

/// <summary>Values of enums in JSON as manifests name them: <c>closer-to-reference</c>.</summary>
public sealed class KebabNames : JsonNamingPolicy
{
    private KebabNames() { }

    /// <summary>The policy.</summary>
    public static KebabNames Policy { get; } = new();

    /// <inheritdoc />
    public override string ConvertName(string name) => ManifestNames.Kebab(name);
}
