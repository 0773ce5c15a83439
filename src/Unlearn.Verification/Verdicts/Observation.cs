using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Verdicts;

/// <summary>One figure of a row over seeds, beside what it is compared with.</summary>
public sealed record Observation
{
    /// <summary>The attack's name in the manifest; null for accuracies of the trial itself.</summary>
    public string? Attack { get; init; }

    /// <summary>The name that the figure carries in results.</summary>
    public required string Figure { get; init; }

    /// <summary>Attack and figure for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the figure is.</summary>
    public required FigureKind Kind { get; init; }

    /// <summary>Whether it looks into the model (weights, representations) rather than at its answers.</summary>
    public bool IsInside { get; init; }

    /// <summary>
    /// For each seed the row's value minus that of what it is compared with: the reference of the same seed, or for an ensemble the same
    /// method with another seed (<see cref="HasOwnNull"/>).
    /// </summary>
    public required IReadOnlyList<double> Gaps { get; init; }

    /// <summary>The same of the null row: retraining with other seeds minus the reference.</summary>
    public required IReadOnlyList<double> NullGaps { get; init; }

    /// <summary>The same of the original model: what the measure finds where all is remembered.</summary>
    public required IReadOnlyList<double> OriginalGaps { get; init; }

    /// <summary>Whether <see cref="Gaps"/> are to the same method with another seed, which leaves no room for other seeds.</summary>
    public bool HasOwnNull { get; init; }

    /// <summary>p of paired tests over points against the reference; null where there are none.</summary>
    public double? PointsP { get; init; }

    /// <summary>The same of the original model.</summary>
    public double? OriginalPointsP { get; init; }

    /// <summary>Why the figure has no value on some seed, or null.</summary>
    public string? NotResolvable { get; init; }
}
