using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks;

/// <summary>The conventions in <c>docs/attacks/README.md</c>, by numbers that anybody can check on paper.</summary>
public sealed class ConventionTests
{
    // phi with two classes is the gap of the logits. log((1 - d - FPR)/FNR) at rates 1/4 and 1/4, d = 1e-5.
    private static readonly double Quarter = Math.Log((0.75 - 1e-5) / 0.25);

    [TestCase(new[] { 1.0, 0 }, new[] { true, false }, 1.0)]
    [TestCase(new[] { 1.0, 1 }, new[] { true, false }, 0.5)]
    [TestCase(new[] { 2.0, 1, 1, 0 }, new[] { true, true, false, false }, 3.5 / 4)]
    public void Of_equal_scores_half_a_pair_is_won(double[] scores, bool[] members, double auc)
    {
        Assert.That(RocCurve.From(scores, members).Auc, Is.EqualTo(auc));
    }

    [TestCase(1.0, 1.0, 1.0)]
    [TestCase(1.0 + 1e-9, 1.0, 1.0)]
    [TestCase(1.0 - 1e-9, 0.0, 1.0)]
    public void A_score_at_the_threshold_is_called_a_member(double memberGap, double tpr, double fpr)
    {
        // Two retained points of gap 1 have one loss, so their mean is the threshold, exactly.
        AttackInput input = Inputs
            .Gaps([memberGap, 1.0], [true, false])
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(1.0, 1.0), [0, 0]));
        AttackEvidence evidence = new LossThreshold().Evaluate(input);

        Assert.That((evidence.Of("tpr"), evidence.Of("fpr")), Is.EqualTo((tpr, fpr)));
    }

    [TestCase(1.0 / 3, 1.0)]
    [TestCase(0.3333, 0.5)]
    [TestCase(0.0, 0.5)]
    public void A_false_positive_rate_that_is_met_exactly_counts(double rate, double tpr)
    {
        RocCurve roc = RocCurve.From([9, 7, 8, 1, 0], [true, true, false, false, false]);

        Assert.That(roc.TprAtFpr(rate), Is.EqualTo(tpr));
    }

    [Test]
    public void Deviations_are_divided_by_n()
    {
        Assert.That(Moments.Deviation([1, 3]), Is.EqualTo(1));

        // IN 1 and 3, OUT -1 and 1, target 2: densities N(2, 1) and N(0, 1) differ by (2 - 0)^2/2. Divided by n - 1: half of it.
        LogitTable[] shadows = [Inputs.Table(1, 0), Inputs.Table(3, 0), Inputs.Table(-1, 0), Inputs.Table(1, 0)];
        AttackInput input = Inputs
            .Gaps([2, 0], [true, false])
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    shadows,
                    [
                        [true, false],
                        [true, false],
                        [false, true],
                        [false, true],
                    ]
                )
            );
        var lira = new Lira
        {
            Shadows = 4,
            Centre = LiraCentre.Mean,
            Variance = LiraVariance.PerExample,
        };

        Assert.That(lira.Evaluate(input).Scores![0], Is.EqualTo(2).Within(1e-9));
    }

    [TestCase(2.0, 0.0)]
    [TestCase(1.9999, 1.0)]
    public void A_ratio_has_to_exceed_gamma(double gamma, double score)
    {
        double[] scores = new Rmia { Gamma = gamma }.Score(
            [0.5],
            [
                [0.25],
            ],
            [
                [true],
            ],
            [0.5],
            [
                [0.5],
            ]
        );

        Assert.That(scores[0], Is.EqualTo(score));
    }

    [TestCase(new[] { 0.0, 1.0 }, 0, 30 * 2)]
    [TestCase(new[] { 0.5, 0.5 }, 0, 0.3010299956639812)]
    public void Probabilities_inside_logarithms_are_at_least_1e_minus_30(double[] p, int label, double decades)
    {
        Assert.That(Uncertainty.ModifiedEntropy(p, label), Is.EqualTo(decades * Math.Log(10)).Within(1e-12));
    }

    /// <summary>Four models a side; every rule that keeps more than a quarter apart has exactly one rate of zero.</summary>
    [TestCase(new[] { 0.0, 10, 10, 10 }, new[] { 0.0, 0, 0, 10 })]
    [TestCase(new[] { 0.0, 0, 0, 10 }, new[] { 0.0, 10, 10, 10 })]
    [TestCase(new[] { 3.0, 4, 5, 6 }, new[] { 0.0, 1, 2, 3.5 })]
    public void Of_the_challenge_thresholds_with_exactly_one_rate_of_zero_are_dropped(
        double[] unlearned,
        double[] retrained
    )
    {
        Assert.That(ForgettingEpsilon.Of(unlearned, retrained), Is.EqualTo(Quarter).Within(1e-12));
    }

    [TestCase(new[] { 5.0, 6 }, new[] { 0.0, 1 }, 50)]
    [TestCase(new[] { 1.0, 1 }, new[] { 1.0, 1 }, 0)]
    [TestCase(new[] { 0.0, 0.0 }, new[] { 0.0, 1 }, 50)]
    public void Both_rates_at_zero_or_a_spike_reach_the_cap(double[] unlearned, double[] retrained, double epsilon)
    {
        Assert.That(ForgettingEpsilon.Of(unlearned, retrained), Is.EqualTo(epsilon));
    }

    // CDF of Binomial(3, 1/2): 1/8, 4/8, 7/8, 1.
    [TestCase(0.13, 2)]
    [TestCase(0.12, 3)]
    [TestCase(0.4, 2)]
    [TestCase(0.51, 1)]
    public void A_backdoor_is_deleted_up_to_the_smallest_count_whose_cdf_reaches_one_minus_alpha(
        double alpha,
        int count
    )
    {
        Assert.That(BackdoorTest.Design(3, 0.5, 0.9, alpha).Threshold, Is.EqualTo(count));
    }

    [TestCase(0.5, 2.0)]
    [TestCase(1.0, 1.0)]
    [TestCase(2.0, 0.41503749927884376)]
    [TestCase(9.0, -0.32192809488736235)]
    public void A_reference_of_equal_loss_ranks_before_the_canary(double loss, double bits)
    {
        Assert.That(CanaryExposure.ByRank([loss], [1, 2, 3, 4])[0], Is.EqualTo(bits).Within(1e-15));
    }
}
