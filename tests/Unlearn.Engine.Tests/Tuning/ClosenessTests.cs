using Unlearn.Engine.Ledger;
using Unlearn.Engine.Tuning;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Tuning;

public sealed class ClosenessTests
{
    private static readonly double Most = 10 * (1 + Math.Log(1e5));

    // Two other retrained models: shifts 0.3 and -0.4 (root mean square sqrt(0.125)), divergences 0.01 and 0.03 (mean 0.02).
    private static readonly Closeness s_closeness = new([Seed(0.3, 0.01, 0.02, 0.03), Seed(-0.4, 0.03, -0.02, -0.03)]);

    [Test]
    public void Spreads_are_what_another_seed_does()
    {
        Assert.That(
            s_closeness.Spreads[ClosenessFigures.ForgetShift],
            Is.EqualTo(Math.Sqrt((0.09 + 0.16) / 2)).Within(1e-15)
        );
        Assert.That(s_closeness.Spreads[ClosenessFigures.ForgetDivergence], Is.EqualTo(0.02).Within(1e-15));
        Assert.That(s_closeness.Spreads[ClosenessFigures.Retain], Is.EqualTo(0.02).Within(1e-15));
        Assert.That(s_closeness.Spreads[ClosenessFigures.Unseen], Is.EqualTo(0.03).Within(1e-15));
    }

    [Test]
    public void The_reference_itself_is_at_zero_and_being_near_in_accuracy_earns_nothing()
    {
        Assert.That(s_closeness.Of(Seed(0, 0, 0, 0)), Is.Zero);
        // Half a spread, one spread: what seeds do anyway.
        Assert.That(s_closeness.Of(Seed(0, 0.02, 0.01, 0.03)), Is.Zero);
        Assert.That(s_closeness.Of(Seed(0, 0.01, -0.02, -0.015)), Is.Zero);
    }

    [TestCase(0.35355339059327379, 0.0, 0.0, 0.0, 0.25)] // one unit of shift, a quarter of the mean
    [TestCase(-0.70710678118654757, 0.0, 0.0, 0.0, 0.5)] // too little known is as far as too well known
    [TestCase(0.0, 0.06, 0.0, 0.0, 0.25)] // three times the null's divergence: half of an excess of two
    [TestCase(0.0, 0.0, -0.06, 0.0, 0.5)] // three spreads of retain accuracy: an excess of two
    [TestCase(0.0, 0.0, 0.0, 0.06, 0.25)]
    [TestCase(0.35355339059327379, 0.06, 0.06, 0.06, 1.25)]
    public void Parts_add_up(double shift, double divergence, double retain, double unseen, double expected) =>
        Assert.That(s_closeness.Of(Seed(shift, divergence, retain, unseen)), Is.EqualTo(expected).Within(1e-12));

    [TestCase(1e9)]
    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void No_part_counts_for_more_than_a_million_spreads(double boundless)
    {
        Assert.That(s_closeness.Of(Seed(boundless, 0, 0, 0)), Is.EqualTo(Most / 4).Within(1e-12));
        Assert.That(s_closeness.Of(Seed(0, boundless, 0, 0)), Is.EqualTo(Most / 4).Within(1e-12));
        Assert.That(s_closeness.Of(Seed(boundless, boundless, boundless, boundless)), Is.EqualTo(Most).Within(1e-12));
    }

    // Beyond ten spreads a part counts by its logarithm: 10 (1 + ln 4) = 23.863 for 40 of them.
    [TestCase(10.0, 10.0)]
    [TestCase(40.0, 23.862943611198906)]
    [TestCase(80.0, 30.794415416798359)]
    public void A_model_that_forgot_half_of_what_is_far_away_is_nearer_than_one_that_did_not_move(
        double spreads,
        double part
    ) => Assert.That(s_closeness.Of(Seed(spreads * Math.Sqrt(0.125), 0, 0, 0)), Is.EqualTo(part / 4).Within(1e-12));

    [Test]
    public void Without_any_spread_a_gap_is_as_large_as_gaps_get()
    {
        var closeness = new Closeness([Seed(0, 0, 0, 0)]);

        Assert.That(closeness.Of(Seed(0, 0, 0, 0)), Is.Zero);
        Assert.That(closeness.Of(Seed(1e-9, 1e-9, 1e-9, 1e-9)), Is.EqualTo(Most).Within(1e-12));
    }

    [Test]
    public void Accuracies_of_retrained_models_that_agree_by_chance_are_no_finer_a_yardstick_than_their_points_allow()
    {
        var closeness = new Closeness([Seed(1, 1, 0, 0, error: 0.05), Seed(1, 1, 0, 0, error: 0.07)]);

        Assert.That(closeness.Spreads[ClosenessFigures.Retain], Is.EqualTo(0.06).Within(1e-15));
        Assert.That(closeness.Of(Seed(0, 0, 0.12, 0)), Is.EqualTo(0.25).Within(1e-12));
    }

    private static MeasureResult Seed(
        double shift,
        double divergence,
        double retain,
        double unseen,
        double error = 0.0
    ) =>
        new([
            Of(ClosenessFigures.ForgetShift, shift),
            Of(ClosenessFigures.ForgetDivergence, divergence),
            Of(ClosenessFigures.Retain, retain),
            Of(ClosenessFigures.ErrorOf(ClosenessFigures.Retain), error),
            Of(ClosenessFigures.Unseen, unseen),
            Of(ClosenessFigures.ErrorOf(ClosenessFigures.Unseen), error),
        ]);

    private static Figure Of(string name, double value) =>
        new()
        {
            Name = name,
            Value = value,
            Count = 100,
        };
}
