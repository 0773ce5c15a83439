namespace Unlearn.Verification.Verdicts;

/// <summary>Everything that a verdict rests on.</summary>
public sealed record RowEvidence
{
    /// <summary>The row's id.</summary>
    public required string Row { get; init; }

    /// <summary>What the method promises.</summary>
    public Promise Promise { get; init; } = Promise.Nothing;

    /// <summary>Whether its models are the reference's own, bit for bit.</summary>
    public bool IsReference { get; init; }

    /// <summary>The epsilon of a certified method, in nats; the largest over seeds.</summary>
    public double? Epsilon { get; init; }

    /// <summary>Its delta.</summary>
    public double? Delta { get; init; }

    /// <summary>Figures about forgotten points: attacks and the accuracy on them.</summary>
    public required IReadOnlyList<Observation> Forgetting { get; init; }

    /// <summary>Accuracies on points that stay and on test points.</summary>
    public required IReadOnlyList<Observation> Utility { get; init; }
}
