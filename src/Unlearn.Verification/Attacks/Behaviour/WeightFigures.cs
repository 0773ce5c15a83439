using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>The figures of distances between weights, whether a run measures them or an audit of arrays.</summary>
public static class WeightFigures
{
    /// <summary>What the probe and the audit are called.</summary>
    public const string Name = "weight-distance";

    /// <summary>||a - b||/||b||, b the retrained weights.</summary>
    public static FigureKind Relative { get; } =
        new(
            "weight-distance",
            "Weight distance",
            "Distance of the weights to those retrained from the same seed, divided by their norm; 0 is the reference itself, and models of other seeds are far apart."
        )
        {
            Unit = Units.Ratio,
            Reading = Reading.DistinctWhenHigh,
        };

    /// <summary>||a - b||.</summary>
    public static FigureKind Euclidean { get; } =
        new("weight-distance-euclidean", "Weight distance, Euclidean", "The same without the division.")
        {
            Unit = "norm",
            Reading = Reading.DistinctWhenHigh,
        };

    /// <summary>Cosine of the angle between a and b.</summary>
    public static FigureKind Cosine { get; } =
        new(
            "weight-cosine",
            "Weight cosine",
            "Cosine of the angle between the weights and those retrained from the same seed."
        )
        {
            Unit = Units.Cosine,
            Reading = Reading.DistinctWhenLow,
        };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Relative, Euclidean, Cosine];

    /// <summary>The figures of a distance, in the order of <see cref="Kinds"/>; what divides by a norm of 0 is not resolvable.</summary>
    /// <param name="distance">The distance.</param>
    /// <param name="count">The number of weights.</param>
    public static IReadOnlyList<Figure> Of(WeightDistance distance, int count) =>
        [
            Of(Relative, distance.Relative, count),
            Of(Euclidean, distance.Euclidean, count),
            Of(Cosine, distance.Cosine, count),
        ];

    /// <summary>A figure of a kind; not resolvable where it divides by a norm of 0.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="value">The value.</param>
    /// <param name="count">The number of weights.</param>
    public static Figure Of(FigureKind kind, double value, int count) =>
        double.IsFinite(value) ? kind.Of(value, count) : kind.NotResolvable("one of the weight vectors is zero", count);
}
