using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Audits;

/// <summary>
/// What an attack's successes prove about differential privacy: a lower bound on epsilon that holds with confidence
/// 1 - alpha (Jagielski et al. 2020; Nasr et al. 2023). Valid only for a threshold chosen on other data.
/// </summary>
/// <param name="TprLower">Clopper-Pearson lower limit of the true-positive rate at one-sided level 1 - alpha/2.</param>
/// <param name="TprUpper">Upper limit of the true-positive rate.</param>
/// <param name="FprLower">Lower limit of the false-positive rate.</param>
/// <param name="FprUpper">Upper limit of the false-positive rate.</param>
/// <param name="Epsilon">max(0, log((TprLower - delta)/FprUpper), log((1 - FprUpper - delta)/(1 - TprLower))), in nats.</param>
/// <param name="PointEpsilon">The same from the observed rates at delta 0, without confidence; may be infinite.</param>
/// <param name="Mu">Lower bound on mu of Gaussian differential privacy, PhiInv(TprLower) - PhiInv(FprUpper), at least 0.</param>
/// <param name="GaussianEpsilon">
/// Epsilon that <see cref="Mu"/> implies at the delta of <see cref="GaussianDelta"/>. An assumption, not a proof: valid only
/// if the mechanism's trade-off curve really is Gaussian.
/// </param>
/// <param name="GaussianDelta">The delta of the Gaussian conversion.</param>
public sealed record EpsilonBound(
    double TprLower,
    double TprUpper,
    double FprLower,
    double FprUpper,
    double Epsilon,
    double PointEpsilon,
    double Mu,
    double GaussianEpsilon,
    double GaussianDelta
)
{
    /// <summary>The bound from counts of independent trials.</summary>
    /// <param name="truePositives">Members called members.</param>
    /// <param name="members">Trials with the point, at least 1.</param>
    /// <param name="falsePositives">Non-members called members.</param>
    /// <param name="nonMembers">Trials without the point, at least 1.</param>
    /// <param name="alpha">Probability that the bound is too high, in (0, 1); each rate gets half.</param>
    /// <param name="delta">Delta of (epsilon, delta), in [0, 1).</param>
    /// <param name="gaussianDelta">Delta of the Gaussian conversion, in (0, 1).</param>
    public static EpsilonBound From(
        int truePositives,
        int members,
        int falsePositives,
        int nonMembers,
        double alpha = 0.05,
        double delta = 0,
        double gaussianDelta = 1e-5
    )
    {
        double tprLower = ClopperPearson.Lower(truePositives, members, alpha / 2);
        double fprUpper = ClopperPearson.Upper(falsePositives, nonMembers, alpha / 2);
        double mu = Math.Max(0, NormalDistribution.Quantile(tprLower) - NormalDistribution.Quantile(fprUpper));
        return new(
            tprLower,
            ClopperPearson.Upper(truePositives, members, alpha / 2),
            ClopperPearson.Lower(falsePositives, nonMembers, alpha / 2),
            fprUpper,
            FromRates(tprLower, fprUpper, delta),
            FromRates(truePositives / (double)members, falsePositives / (double)nonMembers, 0),
            mu,
            GaussianPrivacy.Epsilon(mu, gaussianDelta),
            gaussianDelta
        );
    }

    /// <summary>The largest bound that so many trials can give: a perfect attack's. Print it beside every bound.</summary>
    /// <param name="members">Trials with the point, at least 1.</param>
    /// <param name="nonMembers">Trials without the point, at least 1.</param>
    /// <param name="alpha">Probability that the bound is too high, in (0, 1).</param>
    /// <param name="delta">Delta, in [0, 1).</param>
    public static double Cap(int members, int nonMembers, double alpha = 0.05, double delta = 0) =>
        From(members, members, 0, nonMembers, alpha, delta).Epsilon;

    /// <summary>The epsilon of a pair of rates, max of both directions and 0, in nats; infinite where a denominator is 0.</summary>
    /// <param name="tpr">True-positive rate.</param>
    /// <param name="fpr">False-positive rate.</param>
    /// <param name="delta">Delta, in [0, 1).</param>
    public static double FromRates(double tpr, double fpr, double delta) =>
        Math.Max(0, Math.Max(LogRatio(tpr - delta, fpr), LogRatio(1 - fpr - delta, 1 - tpr)));

    private static double LogRatio(double numerator, double denominator) =>
        numerator <= 0 ? double.NegativeInfinity
        : denominator <= 0 ? double.PositiveInfinity
        : Math.Log(numerator / denominator);
}
