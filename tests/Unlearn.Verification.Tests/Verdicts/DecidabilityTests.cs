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
}
