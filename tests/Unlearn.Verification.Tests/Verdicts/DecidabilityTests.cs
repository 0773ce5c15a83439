using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Verdicts;

/// <summary>What is known before anything is trained.</summary>
public sealed class DecidabilityTests
{
    private static readonly VerdictMargins Margins = new();

    [Test]
    public void The_smallest_gap_is_the_half_width_of_the_interval()
    {
        // (100 + 300 + 1)/(12 * 100 * 300) = 0.00111389, its root 0.0333750; t(4) = 2.776445; over root 5.
        Assert.That(
            Decidability.SmallestGap(100, 300, 5),
            Is.EqualTo(0.0333750 * 2.776445 / Math.Sqrt(5)).Within(1e-6)
        );
        Assert.That(Decidability.SmallestGap(100, 300, 1), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void The_smallest_margin_is_that_of_four_in_five_equivalence_tests()
    {
        // Two models that share 0.8 of the variance: 0.0333750 * root(0.4) = 0.0211082; t(4) at 0.95 is 2.131847, at 0.9 1.533206.
        Assert.That(
            Decidability.SmallestMargin(100, 300, 5),
            Is.EqualTo(0.0211082 * (2.131847 + 1.533206) / Math.Sqrt(5)).Within(1e-6)
        );
        Assert.That(Decidability.SmallestMargin(100, 300, 1), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Two_points_cannot_be_decided_by_any_attack_on_outputs() =>
        Assert.That(
            Decidability.Notes(2, 300, 3, Margins)[0],
            Is.EqualTo(
                "2 forget points: no attack on outputs can decide at 95 %; use an exact method, u-lira, or more points"
            )
        );

    [Test]
    public void Too_few_points_or_seeds_for_the_margin_say_what_would_do()
    {
        string note = Decidability.Notes(50, 300, 3, Margins).Single();
        Assert.That(note, Does.Contain("'forgotten' can hardly be decided (margin 0.05)"));
        Assert.That(note, Does.Match("[0-9]+ seeds or about [0-9]+ points would"));
    }

    [Test]
    public void One_seed_decides_nothing() =>
        Assert.That(Decidability.Notes(100, 300, 1, Margins).Single(), Does.StartWith("1 seed"));

    [Test]
    public void Enough_of_everything_needs_no_note() => Assert.That(Decidability.Notes(100, 300, 5, Margins), Is.Empty);

    [Test]
    public void A_rate_that_is_not_resolved_is_said() =>
        Assert.That(Decidability.Notes(400, 60, 9, Margins), Has.Some.Contains("TPR at 1 % FPR needs 100"));

    [Test]
    public void Two_seeds_have_an_interval()
    {
        // t(1) is 12.706205 at 0.975, 6.313752 at 0.95 and 3.077684 at 0.9.
        Assert.That(
            Decidability.SmallestGap(100, 300, 2),
            Is.EqualTo(0.0333750 * 12.706205 / Math.Sqrt(2)).Within(1e-5)
        );
        Assert.That(
            Decidability.SmallestMargin(100, 300, 2),
            Is.EqualTo(0.0211082 * (6.313752 + 3.077684) / Math.Sqrt(2)).Within(1e-5)
        );
        Assert.That(Decidability.Notes(2000, 2000, 2, Margins), Is.Empty);
    }

    // With 3 seeds of 50 points the margin is 0.0846. 5 seeds bring it to 0.0478, and 159 points, in steps of a twentieth, to 0.0496.
    [TestCase(50, 300, 3, 0.05, "5 seeds or about 159 points would")]
    [TestCase(10, 300, 5, 0.05, "14 seeds or about 42 points would")]
    [TestCase(200, 300, 30, 0.001, "about 20670 points would")]
    [TestCase(200, 300, 2, 0.001, "more points would")]
    public void What_would_do_is_counted(int forget, int unseen, int seeds, double margin, string expected)
    {
        string note = Decidability.Notes(forget, unseen, seeds, Margins with { Auc = margin }).Single();
        Assert.That(note, Does.EndWith($"; {expected}"));
    }

    [Test]
    public void What_is_named_is_enough_and_one_seed_less_is_not()
    {
        Assert.That(Decidability.SmallestMargin(50, 300, 5), Is.LessThanOrEqualTo(0.05));
        Assert.That(Decidability.SmallestMargin(50, 300, 4), Is.GreaterThan(0.05));
        Assert.That(Decidability.SmallestMargin(159, 300, 3), Is.LessThanOrEqualTo(0.05));
        Assert.That(Decidability.Notes(159, 300, 3, Margins), Is.Empty);
    }

    [TestCase(0, 300)]
    [TestCase(100, 0)]
    public void Without_points_on_either_side_there_is_nothing_to_compare(int forget, int unseen) =>
        Assert.That(Decidability.Notes(forget, unseen, 5, Margins).Single(), Does.StartWith("no points to compare"));

    [TestCase(1, 300)]
    [TestCase(300, 1)]
    public void One_point_is_compared_and_too_few(int forget, int unseen) =>
        Assert.That(Decidability.Notes(forget, unseen, 5, Margins)[0], Does.StartWith($"{forget} forget points"));

    [TestCase(99, 1)]
    [TestCase(100, 0)]
    public void A_hundred_unseen_points_resolve_one_percent(int unseen, int notes) =>
        Assert.That(Decidability.Notes(2000, unseen, 20, Margins), Has.Count.EqualTo(notes));

    // The margin itself is narrow enough: as for the gap of a figure, at most the margin is small.
    [Test]
    public void What_reaches_the_margin_exactly_is_enough()
    {
        Assert.That(Decidability.Notes(50, 300, 3, Just(50, 300, 3)), Is.Empty);
        Assert.That(Decidability.Notes(50, 300, 3, Just(50, 300, 5)).Single(), Does.Contain("; 5 seeds or about "));
        Assert.That(
            Decidability.Notes(50, 300, 3, Just(159, 300, 3)).Single(),
            Does.EndWith(" or about 159 points would")
        );
    }

    private static VerdictMargins Just(int forget, int unseen, int seeds) =>
        Margins with
        {
            Auc = Decidability.SmallestMargin(forget, unseen, seeds),
        };
}
