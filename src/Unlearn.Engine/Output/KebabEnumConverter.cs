using System.Text.Json.Serialization;

namespace Unlearn.Engine.Output;

/// <summary>Enum values in JSON as in manifests: <c>closer-to-reference</c>.</summary>
internal sealed class KebabEnumConverter<T>() : JsonStringEnumConverter<T>(KebabNames.Policy, false)
    where T : struct, Enum;
