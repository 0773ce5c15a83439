using System.Text.Json.Serialization;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Verdicts;

/// <summary>What one figure says about a row.</summary>
public sealed record Judgement
{
    /// <summary>The attack's name in the manifest; null for accuracies of the trial itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Attack { get; init; }

    /// <summary>The name that the figure carries in results.</summary>
    public required string Figure { get; init; }

    /// <summary>What it says.</summary>
    public required Finding Finding { get; init; }

    /// <summary>Mean over seeds of the difference to what the row is compared with; null where there is none.</summary>
    public double? Gap { get; init; }

    /// <summary>Its Student t interval over seeds; null for a single seed.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How far another seed of retraining carries the difference, on either side.</summary>
    public double? NullReach { get; init; }

    /// <summary>p that the difference is none, over seeds and, where there are paired tests, over points; corrected after Holm over the row's figures.</summary>
    public double? P { get; init; }

    /// <summary>The largest difference that stays possible at 95 %: the farther of two one-sided limits, each with 95 % confidence.</summary>
    public double? Bound { get; init; }

    /// <summary>What that may be; null where the measure does not find the original and no absolute margin holds.</summary>
    public double? Margin { get; init; }

    /// <summary>Whether the measure finds the original model.</summary>
    public required bool FindsOriginal { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>What would decide, in half a sentence; null where it is decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WouldDecide { get; init; }
}
