using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Planted;

/// <summary>
/// The test "my planted backdoor was deleted" against "it was kept" (Sommer et al. 2022, Athena): n queries with the
/// trigger, hit rate q if deleted, p if kept. "Deleted" is accepted when hits &lt;= t, t the smallest with
/// Binomial-CDF_q(t) &gt;= 1 - alpha (the paper's sum is one count off).
/// </summary>
/// <param name="Threshold">t, in hits.</param>
/// <param name="TypeOne">P(hits &gt; t | deleted), at most alpha.</param>
/// <param name="TypeTwo">P(hits &lt;= t | kept).</param>
public sealed record BackdoorTest(int Threshold, double TypeOne, double TypeTwo)
{
    /// <summary>Deletion confidence 1 - type II: how surely a kept backdoor would have been noticed.</summary>
    public double DeletionConfidence => 1 - TypeTwo;

    /// <summary>Designs the test.</summary>
    /// <param name="queries">n, at least 1.</param>
    /// <param name="deletedRate">q in [0, 1], about 1/classes.</param>
    /// <param name="keptRate">p in [0, 1].</param>
    /// <param name="alpha">Largest type I error, in (0, 1).</param>
    public static BackdoorTest Design(int queries, double deletedRate, double keptRate, double alpha = 1e-3)
    {
        if (queries < 1 || !(deletedRate is >= 0 and <= 1) || !(keptRate is >= 0 and <= 1) || !(alpha is > 0 and < 1))
        {
            throw new InputException(
                $"A backdoor test needs at least 1 query and rates in [0, 1]; got n = {queries}, q = {deletedRate}, "
                    + $"p = {keptRate}, alpha = {alpha}."
            );
        }

        int threshold = BinomialDistribution.Quantile(1 - alpha, queries, deletedRate);
        return new BackdoorTest(
            threshold,
            BinomialDistribution.UpperTail(threshold + 1, queries, deletedRate),
            BinomialDistribution.Cdf(threshold, queries, keptRate)
        );
    }
}
