using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Distance of the weights to those retrained from the same seed, beside the original's own distance. Models of different seeds
/// are far apart although neither knows the forget set, which the null row shows: a large distance alone proves nothing.
/// </summary>
[VerificationAttack(WeightFigures.Name)]
public sealed record WeightDistanceProbe : IModelProbe
{
    private static readonly FigureKind OfOriginal = new(
        "weight-distance-original",
        "Weight distance of the original",
        "The original's own distance to the weights retrained from its seed."
    )
    {
        Unit = Units.Ratio,
    };

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. WeightFigures.Kinds, OfOriginal];

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
                .. WeightFigures.Of(own, reference.Length),
                WeightFigures.Of(OfOriginal, original.Relative, reference.Length),
            ],
        };
    }
}
