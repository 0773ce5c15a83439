namespace Unlearn.Learning.Landscape;

/// <summary>The loss over a plane through weight space, and a walk in it.</summary>
public sealed record LossMap
{
    /// <summary>Places of the columns, ascending, in units of filters' norms from the model at hand.</summary>
    public required IReadOnlyList<double> Across { get; init; }

    /// <summary>Places of the rows, ascending, in the same units.</summary>
    public required IReadOnlyList<double> Up { get; init; }

    /// <summary>
    /// Mean loss in nats, row by row from the lowest, each from the left. Where weights are so large that none comes of them it is the largest of the others.
    /// </summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Points over which losses are means.</summary>
    public required int Points { get; init; }

    /// <summary>The walk, from its first model to its last.</summary>
    public required IReadOnlyList<PlanePoint> Path { get; init; }

    /// <summary>The model that was trained with all points.</summary>
    public required PlanePoint Trained { get; init; }

    /// <summary>The model that was retrained without the forgotten ones.</summary>
    public required PlanePoint Retrained { get; init; }
}
