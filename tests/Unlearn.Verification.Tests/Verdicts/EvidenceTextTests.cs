using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Verdicts;

/// <summary>What people read of a judgement: its numbers, and what would decide where nothing is.</summary>
public sealed class EvidenceTextTests
{
    private const string Retraining = "from retraining (another seed of retraining: up to 0.014)";

    private static readonly double[] High = [0.2, 0.21, 0.19, 0.2, 0.22];
    private static readonly double[] Low = [-0.2, -0.21, -0.19, -0.2, -0.22];

    [Test]
    public void A_difference_is_told_with_its_interval_and_what_other_seeds_do()
    {
        Assert.That(
            Only(Seen.Auc(High)).Sentence,
            Is.EqualTo($"LiRA AUC +0.204 [+0.190, +0.218] {Retraining}: the forgotten points look more familiar.")
        );
        Assert.That(
            Only(Seen.Auc(Low)).Sentence,
            Is.EqualTo($"LiRA AUC -0.204 [-0.218, -0.190] {Retraining}: the forgotten points look stranger.")
        );
        Assert.That(
            Only(Seen.Of(Reading.DistinctWhenHigh, High)).Sentence,
            Is.EqualTo($"LiRA AUC +0.204 [+0.190, +0.218] {Retraining}: the model can be told from a retrained one.")
        );
        Assert.That(
            Only(Seen.Auc(High) with { HasOwnNull = true }).Sentence,
            Is.EqualTo(
                "LiRA AUC +0.204 [+0.190, +0.218] from itself with other seeds: the forgotten points look more familiar."
            )
        );
    }

    [Test]
    public void No_difference_is_told_with_what_stays_possible()
    {
        Assert.That(
            Only(Seen.Auc(Seen.Nothing)).Sentence,
            Is.EqualTo("LiRA AUC 0.000 [-0.005, +0.005] from retraining: no difference above 0.004 (margin 0.050).")
        );
        Assert.That(
            Only(Seen.Auc(-0.1, 0.1, 0, 0.05, -0.05)).Sentence,
            Is.EqualTo(
                "LiRA AUC 0.000 [-0.098, +0.098] from retraining: no difference found, but one of 0.075 stays possible (margin 0.050)."
            )
        );
        Assert.That(
            Only(Seen.Auc(0.01)).Sentence,
            Is.EqualTo("LiRA AUC +0.010 from retraining; one seed gives no interval.")
        );
    }

    [Test]
    public void What_is_decided_needs_nothing_more()
    {
        Assert.That(Only(Seen.Auc(High)).WouldDecide, Is.Null);
        Assert.That(Only(Seen.Auc(Seen.Nothing)).WouldDecide, Is.Null);
    }

    [Test]
    public void Inside_the_margin_the_limits_have_to_shrink_into_it()
    {
        // 1.860 * 0.0791 / sqrt(9) = 0.0490 with 9 seeds; with five the limits are 0.0754 wide: (0.0754 / 0.05)^2 = 2.27.
        Assert.That(
            Only(Seen.Auc(-0.1, 0.1, 0, 0.05, -0.05)).WouldDecide,
            Is.EqualTo("about 9 seeds, or 2.3 times as many points to forget")
        );
    }

    [Test]
    public void Outside_the_margin_the_interval_has_to_leave_zero()
    {
        // Mean 0.1, deviation 0.1696: 2.160 * 0.1696 / sqrt(14) = 0.0979 with 14 seeds; (0.2105 / 0.1)^2 = 4.43.
        Assert.That(
            Only(Seen.Auc(0.3, -0.1, 0.2, -0.05, 0.15)).WouldDecide,
            Is.EqualTo("about 14 seeds, or 4.4 times as many points to forget")
        );
    }

    [Test]
    public void What_is_out_of_reach_is_not_promised()
    {
        // The mean is 0.0498 of a margin of 0.05: limits of 0.168 would have to shrink 841 times.
        Assert.That(Only(Seen.Auc(0.249, -0.15, 0.2, -0.1, 0.05)).WouldDecide, Is.EqualTo("more than 1,000 seeds"));
    }

    [Test]
    public void Two_seeds_have_limits_and_are_told_how_many_more()
    {
        // Mean 0.2, deviation 0.1414: 4.303 * 0.1414 / sqrt(3) = 0.351, 3.182 * 0.1414 / sqrt(4) = 0.225, 2.776 * 0.1414 / sqrt(5) = 0.176.
        Assert.That(Only(Seen.Auc(0.1, 0.3)).WouldDecide, Does.StartWith("about 5 seeds, or 40.4 times"));
        Assert.That(Only(Seen.Auc(0.1)).WouldDecide, Is.EqualTo("two seeds at least, better five"));
    }

    [Test]
    public void A_mean_of_just_the_margin_lies_outside_of_it()
    {
        // Mean 0.05, deviation 0.0707: 2.262 * 0.0707 / sqrt(10) = 0.0506, 2.228 * 0.0707 / sqrt(11) = 0.0475; (0.6353 / 0.05)^2 = 161.4.
        Assert.That(
            Only(Seen.Auc(0, 0.1)).WouldDecide,
            Is.EqualTo("about 11 seeds, or 161.4 times as many points to forget")
        );
    }

    [Test]
    public void A_thousand_seeds_are_the_most_that_are_promised()
    {
        // The deviation of these gaps is the root of a half; a thousand seeds have limits of 0.0368 on either side.
        double margin = StudentInterval.Of(0, Math.Sqrt(0.5), 1000, 0.9).Upper;
        Assert.That(WouldDecide(margin), Is.EqualTo("about 1000 seeds"));
        Assert.That(WouldDecide(Math.BitDecrement(margin)), Is.EqualTo("more than 1,000 seeds"));

        static string? WouldDecide(double margin) =>
            VerdictRule
                .Judge(Seen.Row(Seen.Auc(-0.5, 0.5)), new VerdictMargins { Auc = margin })
                .Evidence.Single()
                .WouldDecide;
    }

    private static Judgement Only(Observation seen) => Seen.Judge(seen).Evidence.Single();
}
