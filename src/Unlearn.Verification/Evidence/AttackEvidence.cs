namespace Unlearn.Verification.Evidence;

/// <summary>What an attack found on one target.</summary>
public sealed record AttackEvidence
{
    /// <summary>The figures, in reporting order; the first one is the headline.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>A score per attacked point, larger = member, in the order of <see cref="AttackInput.Labels"/>; null where none is defined.</summary>
    public double[]? Scores { get; init; }

    /// <summary>What figures are drawn from beside the numbers; empty for most.</summary>
    public IReadOnlyList<AttackCurve> Curves { get; init; } = [];

    /// <summary>What was chosen where the options leave a choice to the input; empty for most.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What a reader must know to trust the figures, such as how many probabilities were 0; empty for most.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Evidence of an attack that the points or models do not allow: its headline alone, with the reason.</summary>
    /// <param name="headline">The attack's headline.</param>
    /// <param name="reason">Why, in words.</param>
    public static AttackEvidence NotResolvable(FigureKind headline, string reason) =>
        new() { Figures = [headline.NotResolvable(reason)] };
}
