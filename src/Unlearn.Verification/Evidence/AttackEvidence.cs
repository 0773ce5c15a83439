namespace Unlearn.Verification.Evidence;

/// <summary>What an attack found on one target.</summary>
public sealed record AttackEvidence
{
    /// <summary>The figures, in reporting order; the first one is the headline.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>A score per attacked point, larger = member, in the order of <see cref="AttackInput.Labels"/>; null where none is defined.</summary>
    public double[]? Scores { get; init; }

    /// <summary>What a reader must know to trust the figures, such as how many probabilities were 0; empty for most.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
