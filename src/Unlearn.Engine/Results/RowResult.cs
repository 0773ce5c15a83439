using System.Text.Json.Serialization;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>One row of a setting: a method (or a yardstick) over all seeds.</summary>
public sealed record RowResult
{
    /// <summary>What the row stands for.</summary>
    public required RowRole Role { get; init; }

    /// <summary>Identifier within the setting: <c>original</c>, <c>reference</c>, <c>null</c>, <c>sisa-20</c>, <c>ascent[learningRate=0.001]</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The method's name in the manifest, or the role.</summary>
    public required string Method { get; init; }

    /// <summary>The component's type name, for example <c>gradient-ascent</c>; the role for yardsticks.</summary>
    public required string Type { get; init; }

    /// <summary><c>exact</c>, <c>certified</c>, <c>approximate</c>, or empty for yardsticks.</summary>
    public required string Kind { get; init; }

    /// <summary>Shard count for sharded methods.</summary>
    public int? Shards { get; init; }

    /// <summary>All options of the component as canonical JSON text, defaults included.</summary>
    public string Options { get; init; } = "{}";

    /// <summary>Id of the null row that the row is judged by; null for the setting's own, one retrained model against another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OwnNull { get; init; }

    /// <summary>
    /// Whether gaps and comparisons are with models that the method itself trained without the forget set, because it trains its
    /// own original; otherwise with the setting's reference row.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OwnReference { get; init; }

    /// <summary>Seeds in order.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>Mean over completed seeds of each figure with a Student t interval (n = seeds), in reporting order.</summary>
    public required IReadOnlyList<Figure> Summary { get; init; }
}
