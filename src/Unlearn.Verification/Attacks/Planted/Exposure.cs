using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Planted;

/// <summary>
/// How far canaries stand out among references that were never trained on (Carlini et al. 2019, the Secret Sharer).
/// Attacked members are the canaries, non-members the references. A retrained model's mean is log2(e) = 1.44 bits, not 0.
/// </summary>
[VerificationAttack("exposure")]
public sealed record Exposure : IOutputAttack
{
    /// <summary>How exposure is estimated.</summary>
    public ExposureMethod Method { get; init; } = ExposureMethod.Rank;

    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.NonMembers;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        double[] scores = LossThreshold.Scores(input.Target, input.Labels);
        double[] canaries = [.. DistributionFigures.Side(scores, input.Members, true).Select(s => -s)];
        double[] references = [.. DistributionFigures.Side(scores, input.Members, false).Select(s => -s)];
        double[] exposures =
            Method == ExposureMethod.Rank
                ? CanaryExposure.ByRank(canaries, references)
                : CanaryExposure.ByExtrapolation(canaries, references);
        return new AttackEvidence
        {
            Figures =
            [
                .. DistributionFigures.Of("exposure", exposures, "bits"),
                new Figure
                {
                    Name = "exposure-cap",
                    Value = Math.Log2(references.Length),
                    Unit = "bits",
                    Direction = Direction.None,
                    Count = references.Length,
                },
            ],
            Scores = scores,
        };
    }
}
