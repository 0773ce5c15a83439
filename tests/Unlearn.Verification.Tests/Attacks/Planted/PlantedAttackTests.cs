using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks.Planted;

public sealed class PlantedAttackTests
{
    [Test]
    public void The_backdoor_threshold_is_the_smallest_whose_cdf_reaches_one_minus_alpha()
    {
        BackdoorTest test = BackdoorTest.Design(30, 0.1, 0.8, 1e-3);

        Assert.That(BinomialDistribution.Cdf(test.Threshold, 30, 0.1), Is.GreaterThanOrEqualTo(0.999));
        Assert.That(BinomialDistribution.Cdf(test.Threshold - 1, 30, 0.1), Is.LessThan(0.999));
        Assert.That(test.TypeOne, Is.EqualTo(1 - BinomialDistribution.Cdf(test.Threshold, 30, 0.1)).Within(1e-14));
        Assert.That(test.TypeTwo, Is.EqualTo(BinomialDistribution.Cdf(test.Threshold, 30, 0.8)).Within(1e-14));
        Assert.That(test.TypeOne, Is.LessThanOrEqualTo(1e-3));
        Assert.That(test.DeletionConfidence, Is.GreaterThan(0.999));
    }

    [Test]
    public void A_backdoor_of_one_query_has_a_closed_form()
    {
        // CDF_q(0) = 0.9 >= 0.9, so t = 0.
        BackdoorTest test = BackdoorTest.Design(1, 0.1, 0.75, 0.1);

        Assert.That(test.Threshold, Is.Zero);
        Assert.That(test.TypeTwo, Is.EqualTo(0.25).Within(1e-14));
        Assert.That(test.TypeOne, Is.EqualTo(0.1).Within(1e-15));
    }

    [Test]
    public void Hits_up_to_the_threshold_count_as_deleted()
    {
        bool[] members = [.. Enumerable.Range(0, 40).Select(i => i < 20)];
        AttackInput Hits(int hits) =>
            Inputs
                .Gaps([.. members.Select((m, i) => m && i < hits ? 1.0 : -1.0)], members)
                .With(OriginalEvidence.Kind, Inputs.Table([.. members.Select((_, i) => i == 0 ? -1.0 : 1.0)]));
        var attack = new Backdoor { DeletedRate = 0.1, Alpha = 0.05 };
        int threshold = BackdoorTest.Design(20, 0.1, 0.95, 0.05).Threshold;

        AttackEvidence deleted = attack.Evaluate(Hits(threshold));
        AttackEvidence kept = attack.Evaluate(Hits(threshold + 1));

        Assert.That((deleted.Of("deleted"), kept.Of("deleted")), Is.EqualTo((1.0, 0.0)));
        Assert.That(deleted.Of("hit-rate"), Is.EqualTo(threshold / 20.0));
        Assert.That(deleted.Of("type-two"), Is.EqualTo(BinomialDistribution.Cdf(threshold, 20, 0.95)).Within(1e-15));
        Assert.That(kept.Of("p-value-deleted"), Is.LessThan(0.05));
        Assert.That(deleted.Of("p-value-deleted"), Is.GreaterThan(0.05));
    }

    [Test]
    public void Exposure_ranks_tied_references_first()
    {
        double[] references = [.. Enumerable.Range(1, 16).Select(i => (double)i)];

        double[] exposures = CanaryExposure.ByRank([0, 3.5, 3, 20], references);

        Assert.That(exposures[0], Is.EqualTo(4));
        Assert.That(exposures[1], Is.EqualTo(4 - Math.Log2(4)));
        Assert.That(exposures[2], Is.EqualTo(4 - Math.Log2(4)), "the reference 3 ranks before the canary 3");
        Assert.That(exposures[3], Is.EqualTo(4 - Math.Log2(17)));
    }

    [Test]
    public void Extrapolation_agrees_with_the_rank_inside_and_goes_on_outside()
    {
        var key = new RandomKey(2);
        double[] references = [.. Enumerable.Range(0, 4000).Select(i => 10 + key.Normal((ulong)i))];

        double[] inside = CanaryExposure.ByRank([9], references);
        double[] outside = CanaryExposure.ByExtrapolation([9, 2], references);

        Assert.That(outside[0], Is.EqualTo(inside[0]).Within(0.2));
        Assert.That(outside[1], Is.GreaterThan(30), "8 deviations below: about -log2 of 6e-16");
    }

    [Test]
    public void Exposure_runs_on_losses()
    {
        AttackEvidence evidence = new Exposure().Evaluate(
            Inputs.Gaps([9, 1, 2, 3, 4], [true, false, false, false, false])
        );

        Assert.That(evidence.Of("exposure-mean"), Is.EqualTo(2));
        Assert.That(evidence.Of("exposure-cap"), Is.EqualTo(2));
    }

    [Test]
    public void Interclass_confusion_counts_both_rows()
    {
        // Members: two of class 0 (one called 1, one called 2), one of class 1 (called 0), one of class 2 (ignored).
        AttackInput input = new()
        {
            Target = new LogitTable([0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0], 3),
            Labels = [0, 0, 1, 2, 0],
            Members = [true, true, true, true, false],
        };

        AttackEvidence evidence = new InterclassConfusion { First = "0", Second = "1" }.Evaluate(input);

        Assert.That(evidence.Of("confusion-error-forget"), Is.EqualTo(1));
        Assert.That(evidence.Of("confusion-count-forget"), Is.EqualTo(2));
        Assert.That(evidence.Of("confusion-error-unseen"), Is.Zero);
        AttackEvidence byName = new InterclassConfusion { First = "dog", Second = "cat" }.Evaluate(
            input with
            {
                ClassNames = ["cat", "dog", "eel"],
            }
        );
        Assert.That(byName.Of("confusion-count-forget"), Is.EqualTo(2));
        Assert.That(
            () => new InterclassConfusion { First = "0", Second = "7" }.Evaluate(input),
            Throws.TypeOf<InputException>().With.Message.Contains("no class is named '7'; they are 0 to 2")
        );
        Assert.That(
            () => new InterclassConfusion { First = "0", Second = "cat" }.ClassesIn(["cat", "dog"]),
            Throws.TypeOf<InputException>().With.Message.Contains("one class")
        );
    }
}
