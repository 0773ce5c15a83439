using System.Text.Json.Serialization;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>One trial: one seed of one row.</summary>
public sealed record TrialResult
{
    /// <summary>Unique, stable, usable as a glob target: <c>digits/mlp/a-few/sisa-5/seed-0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Index of the trial seed, 0-based.</summary>
    public required int Seed { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>Why it failed, in words; null when it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Figures; attack figures are named <c>attack/figure</c>, for example <c>lira/auc</c>.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>What attacks warn of, each with the attack's name before it; null where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The answers of a stream of requests, in order; null where all was asked for at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestStep>? Steps { get; init; }

    /// <summary>Mean training loss of each epoch of a diverged training; empty otherwise.</summary>
    public IReadOnlyList<double> LossCurve { get; init; } = [];
}
