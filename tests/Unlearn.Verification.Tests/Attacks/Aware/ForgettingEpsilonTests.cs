using Unlearn.Verification.Attacks.Aware;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Aware;

/// <summary>Four models a side, so that rates are quarters and exp(epsilon) at delta = 0 is a small whole number.</summary>
public sealed class ForgettingEpsilonTests
{
    [Test]
    public void The_best_single_threshold_wins_whichever_side_lies_above()
    {
        // In (10, 20] one is missed and one falsely called: (1 - 1/4)/(1/4).
        double[] above = [20, 0, 40, 30];
        double[] below = [10, -10, 25, 5];

        Epsilon(above, below, 3);
        Epsilon(below, above, 3);
        Epsilon([.. above.Select(v => -v)], [.. below.Select(v => -v)], 3);
        Epsilon([20, -10, 40, 30], [10, 0, 25, 5], 3);
    }

    [Test]
    public void Both_quotients_of_error_rates_count()
    {
        // One missed, two falsely called: (1 - 1/2)/(1/4) of the first quotient; then the other way round.
        Epsilon([0, 20, 30, 40], [-10, 5, 25, 25], 2);
        Epsilon([0, 0, 40, 40], [-20, -5, -2, 25], 2);
    }

    [Test]
    public void Delta_is_taken_from_the_rate_of_right_calls()
    {
        double[] above = [0, 20, 30, 40];
        double[] below = [-10, 5, 10, 25];

        Close.To(ForgettingEpsilon.Of(above, below, 0.25), Math.Log(0.5 / 0.25), 1e-12, "delta of a quarter");
        Close.To(ForgettingEpsilon.Of(above, below), Math.Log((0.75 - 1e-5) / 0.25), 1e-12, "the competition's delta");
    }

    [Test]
    public void A_gap_is_seen_where_a_threshold_of_the_grid_falls_into_it()
    {
        // -10 to 40 in 5,000 thresholds: number 2,000 is -10 + 2000 * 50/4999 = 10.0040, the next 10.0140.
        Epsilon([0, 10.005, 30, 40], [-10, 5, 10.003, 25], 3);
        Epsilon([0, 10.011, 30, 40], [-10, 5, 10.006, 25], 2);
    }

    [Test]
    public void A_threshold_calls_the_models_that_it_meets_positive()
    {
        // 6/256 in ceil(2.34) = 3 thresholds: 0, 3/256, 6/256.
        static double[] Parts(params double[] values) => [.. values.Select(v => v / 256)];

        Epsilon(Parts(0, 3, 6, 6), Parts(0, 0, 2, 5), 3);
        Epsilon(Parts(0, 1, 1, 1), Parts(0, 0, 0, 1), 1);
    }

    [Test]
    public void The_narrower_side_is_called_by_an_interval_that_includes_its_ends()
    {
        // [0, 8] calls three of four, and one of the wide side. The first right end is 10 - 2, so that 7.995 cannot be cut off.
        Epsilon([-50, 4, 8.005, 60], [0, 4, 8, 10], 3);
        Epsilon([0, 4, 8, 10], [-50, 4, 8.005, 60], 3);
        Epsilon([-50, 4, 7.995, 60], [0, 4, 8, 10], 2);
        Epsilon([-10, -8, -4, 0], [-60, -8.02, -4, 50], 3);
    }

    [Test]
    public void The_left_end_comes_no_closer_than_four_to_the_right_of_the_narrow_side()
    {
        Epsilon([0, 5, 6, 10], [-50, 3.99, 5.5, 60], 3);
        Epsilon([0, 5, 6, 10], [-50, 4, 5.5, 60], 2);
    }

    [Test]
    public void Of_equal_medians_the_unlearned_side_is_positive()
    {
        // In (5, 10] two are missed and one is falsely called; with the sides exchanged no rule does better than guessing.
        Epsilon([0, 0, 10, 10], [5, 5, 5, 25], 2);
        Epsilon([5, 5, 5, 25], [0, 0, 10, 10], 1);
    }

    [Test]
    public void Of_equal_ranges_the_side_with_the_smaller_median_is_called_by_the_interval() =>
        Epsilon([1, 5, 6.5, 7], [0, 4, 5, 6], 3);

    [Test]
    public void Ranges_that_differ_a_hundredfold_are_compared_and_beyond_that_the_cap_is_given()
    {
        Epsilon([0, 50.5, 100], [50, 50.5, 51], 2);
        Assert.That(ForgettingEpsilon.Of([0, 50.5, 100], [50, 50.5, 50.99]), Is.EqualTo(ForgettingEpsilon.Cap));
    }

    [Test]
    public void Constant_sides_are_equal_or_wholly_apart()
    {
        Assert.That(ForgettingEpsilon.Of([1, 1], [1, 1]), Is.Zero);
        Assert.That(ForgettingEpsilon.Of([1, 1], [2, 2]), Is.EqualTo(ForgettingEpsilon.Cap));
    }

    [Test]
    public void Sides_of_different_or_no_size_are_refused()
    {
        Refused(
            () => ForgettingEpsilon.Of([1, 2, 3], [1, 2]),
            "3 unlearned and 2 retrained models: give equally many, at least one."
        );
        Refused(
            () => ForgettingEpsilon.Of([], []),
            "0 unlearned and 0 retrained models: give equally many, at least one."
        );
    }

    [Test]
    public void A_range_too_wide_for_the_grid_is_refused_instead_of_an_endless_search()
    {
        const string end = ", too wide for a grid of 100 thresholds a unit (at most 1e+05); are these logits?";

        Assert.That(ForgettingEpsilon.Of([0, 1e5], [0, 1e5]), Is.Zero, "just narrow enough");
        Refused(() => ForgettingEpsilon.Of([0, 6e4], [-6e4, 0]), "phi spans 1.2e+05" + end);
        Refused(() => ForgettingEpsilon.Of([0, 1e300, 2e300], [0, 1e300, 3e300]), "phi spans 3e+300" + end);
    }

    /// <summary>Whether exp(epsilon) at delta = 0 is the quotient of rates.</summary>
    private static void Epsilon(double[] unlearned, double[] retrained, double quotient) =>
        Close.To(ForgettingEpsilon.Of(unlearned, retrained, 0), Math.Log(quotient), 1e-12, "epsilon");
}
