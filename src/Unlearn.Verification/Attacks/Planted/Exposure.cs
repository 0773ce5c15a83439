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
    /// <summary>Exposure of each canary.</summary>
    public static DistributionFigures Canaries { get; } =
        new(
            new FigureKind(
                "exposure",
                "Exposure",
                "How far a canary stands out among references that were never trained on; a retrained model's mean is 1.44 bits."
            )
            {
                Unit = Units.Bits,
                Reading = Reading.FamiliarWhenHigh,
            }
        );

    /// <summary>The largest exposure by rank.</summary>
    public static FigureKind Cap { get; } =
        new("exposure-cap", "Exposure, cap", "The largest exposure that this number of references can show by rank.")
        {
            Unit = Units.Bits,
            Direction = Direction.None,
        };

    /// <summary>How exposure is estimated.</summary>
    public ExposureMethod Method { get; init; } = ExposureMethod.Rank;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. Canaries.Kinds, Cap];

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
            Figures = [.. Canaries.Of(exposures), Cap.Of(Math.Log2(references.Length), references.Length)],
            Scores = scores,
        };
    }
}
