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
    /// <inheritdoc />
    public string Headline => "weight-distance";

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
                Make(Headline, own.Relative, "ratio", reference.Length),
                Make("weight-distance-euclidean", own.Euclidean, "norm", reference.Length),
                Make("weight-cosine", own.Cosine, "cosine", reference.Length),
                Make("weight-distance-original", original.Relative, "ratio", reference.Length),
            ],
        };
    }

    private static Figure Make(string name, double value, string unit, int count) =>
        new()
        {
            Name = name,
            Value = value,
            Unit = unit,
            Count = count,
        };
}
