using System.Text.Json.Serialization;

namespace Unlearn.Verification.Evidence;

/// <summary>A reported number with everything that a reader needs to judge it.</summary>
public sealed record Figure
{
    /// <summary>Stable kebab-case name, for example <c>auc</c> or <c>tpr-at-1%-fpr</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The value; null exactly when <see cref="NotResolvable"/> says why there is none.</summary>
    public required double? Value { get; init; }

    /// <summary>The interval, or null where none is defined.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Unit: one of <see cref="Units"/>, or the figure's own.</summary>
    public string Unit { get; init; } = Units.Fraction;

    /// <summary>Which way it is good.</summary>
    public Direction Direction { get; init; } = Direction.CloserToReference;

    /// <summary>The number of independent units (points, models, trials) behind the value.</summary>
    public required int Count { get; init; }

    /// <summary>How values of its kind lie: set by reports, from the legend, which is where results hold it.</summary>
    [JsonIgnore]
    public FigureScale Scale { get; init; }

    /// <summary>Why the value cannot be resolved (too few non-members for the rate), or null.</summary>
    public string? NotResolvable { get; init; }
}
