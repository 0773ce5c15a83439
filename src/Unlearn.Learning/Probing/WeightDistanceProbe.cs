using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Distance of the weights to those retrained from the same seed, beside the original's own distance. Models of different seeds
/// are far apart although neither knows the forget set, which the null row shows: a large distance alone proves nothing.
/// </summary>
[VerificationAttack("weight-distance")]
public sealed record WeightDistanceProbe : IModelProbe
{
    private static readonly FigureKind Relative = new(
        "weight-distance",
        "Weight distance",
        "Distance of the weights to those retrained from the same seed, divided by their norm; 0 is the reference itself, and models of other seeds are far apart."
    )
    {
        Unit = "ratio",
        Reading = Reading.DistinctWhenHigh,
    };

    private static readonly FigureKind Euclidean = new(
        "weight-distance-euclidean",
        "Weight distance, Euclidean",
        "The same without the division."
    )
    {
        Unit = "norm",
        Reading = Reading.DistinctWhenHigh,
    };

    private static readonly FigureKind Cosine = new(
        "weight-cosine",
        "Weight cosine",
        "Cosine of the angle between the weights and those retrained from the same seed."
    )
    {
        Unit = "cosine",
        Reading = Reading.DistinctWhenLow,
    };

    private static readonly FigureKind OfOriginal = new(
        "weight-distance-original",
        "Weight distance of the original",
        "The original's own distance to the weights retrained from its seed."
    )
    {
        Unit = "ratio",
    };

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Relative, Euclidean, Cosine, OfOriginal];

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        double[] reference = TrainableWeights.Of(input.Reference);
        WeightDistance own = WeightDistance.Between(TrainableWeights.Of(input.Target), reference);
        WeightDistance original = WeightDistance.Between(TrainableWeights.Of(input.Original), reference);
        return new AttackEvidence
        {
            Figures =
            [
                Relative.Of(own.Relative, reference.Length),
                Euclidean.Of(own.Euclidean, reference.Length),
                Cosine.Of(own.Cosine, reference.Length),
                OfOriginal.Of(original.Relative, reference.Length),
            ],
        };
    }
}
