using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Model;

/// <summary>One row of a setting, ready to print.</summary>
public sealed record RowReport
{
    /// <summary>What the row stands for.</summary>
    public required RowRole Role { get; init; }

    /// <summary>Identifier within the setting.</summary>
    public required string Id { get; init; }

    /// <summary>The method's name in the manifest, or the role.</summary>
    public required string Method { get; init; }

    /// <summary>The component's type name.</summary>
    public required string Type { get; init; }

    /// <summary><c>exact</c>, <c>certified</c>, <c>approximate</c> or empty.</summary>
    public required string Kind { get; init; }

    /// <summary>Shard count, or null.</summary>
    public int? Shards { get; init; }

    /// <summary>All options as canonical JSON text.</summary>
    public required string Options { get; init; }

    /// <summary>Trials in the order of seeds.</summary>
    public required IReadOnlyList<TrialReport> Trials { get; init; }

    /// <summary>Means over completed seeds, those of the timings at the end.</summary>
    public required IReadOnlyList<Figure> Summary { get; init; }

    /// <summary>The answer; null for reference and null rows, which are what verdicts compare with.</summary>
    public RowVerdict? Verdict { get; init; }

    /// <summary>A name for people.</summary>
    public string Title =>
        Role switch
        {
            RowRole.Original => "Original model",
            RowRole.Reference => "Retrained (reference)",
            RowRole.Null when Kind.Length == 0 => "Null: retrained, other seeds",
            _ => Id,
        };

    /// <summary>Trials that failed.</summary>
    public int Failed => Trials.Count(static trial => trial.Status == TrialStatus.Failed);

    /// <summary>The mean of a figure, or null.</summary>
    public Figure? Find(string name) => Summary.FirstOrDefault(figure => figure.Name == name);

    /// <summary>The mean of a figure that every trial has, or null.</summary>
    public Figure? Find(FigureKind kind) => Find(kind.Name);

    /// <summary>What the worst figure of an attack says, or null.</summary>
    public Judgement? JudgementOf(string attack) =>
        Verdict?.Evidence.FirstOrDefault(judgement => judgement.Attack == attack);
}
