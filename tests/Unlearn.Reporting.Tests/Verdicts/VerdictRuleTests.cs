using Unlearn.Reporting.Verdicts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Verdicts;

public class VerdictRuleTests
{
    private static readonly Figure Null = Auc(0.50, 0.48, 0.52);
    private static readonly Figure Original = Auc(0.80, 0.78, 0.82);

    [Test]
    public void An_interval_wholly_above_the_null_row_is_under_forgetting() =>
        Assert.That(Judge(Auc(0.60, 0.521, 0.68)), Is.EqualTo(Verdict.UnderForgetting));

    [Test]
    public void An_interval_wholly_below_the_null_row_is_over_forgetting() =>
        Assert.That(Judge(Auc(0.40, 0.32, 0.479)), Is.EqualTo(Verdict.OverForgetting));

    [TestCase(0.52, 0.56)]
    [TestCase(0.44, 0.48)]
    [TestCase(0.49, 0.51)]
    [TestCase(0.45, 0.55)]
    public void Touching_or_overlapping_intervals_are_indistinguishable(double lower, double upper) =>
        Assert.That(Judge(Auc((lower + upper) / 2, lower, upper)), Is.EqualTo(Verdict.Indistinguishable));

    [Test]
    public void Against_its_own_null_row_an_ensemble_is_judged_by_the_signed_gap()
    {
        Figure ensemble = Gap(0.05, 0.04, 0.06);
        Figure itself = Gap(0.055, 0.045, 0.065);
        Figure original = Gap(0.3, 0.28, 0.32);

        Assert.That(
            VerdictRule.Judge("lira", ensemble, Gap(0, -0.01, 0.01), original).Verdict,
            Is.EqualTo(Verdict.UnderForgetting)
        );
        AttackVerdict own = VerdictRule.Judge("lira", ensemble, itself, original, isOwnNull: true);
        Assert.That(own.Verdict, Is.EqualTo(Verdict.Indistinguishable));
        Assert.That(own.Explanation, Does.Contain("its own null row"));
        Assert.That(
            VerdictRule.Judge("lira", Gap(-0.055, -0.065, -0.045), itself, original, isOwnNull: true).Verdict,
            Is.EqualTo(Verdict.OverForgetting)
        );
    }

    [Test]
    public void Indistinguishable_says_which_difference_stays_possible_and_the_margin()
    {
        // Half of the way from 0.52 to 0.80.
        AttackVerdict verdict = VerdictRule.Judge("lira", Auc(0.51, 0.49, 0.55), Null, Original);
        Assert.That(verdict.Explanation, Does.Contain("Differences up to 0.050 stay possible"));
        Assert.That(verdict.Explanation, Does.Contain("margin of 0.140"));
    }

    [TestCase(0.3601, 0.6399, Verdict.Indistinguishable)]
    [TestCase(0.3599, 0.6399, Verdict.Undecided)]
    [TestCase(0.3601, 0.6401, Verdict.Undecided)]
    public void An_interval_that_leaves_the_margin_on_either_side_is_undecided(
        double lower,
        double upper,
        Verdict expected
    ) => Assert.That(Judge(Auc(0.5, lower, upper)), Is.EqualTo(expected));

    [TestCase(0.54, Verdict.Indistinguishable)]
    [TestCase(0.58, Verdict.Undecided)]
    public void The_margin_shrinks_with_what_the_attack_finds_in_the_original(double upper, Verdict expected) =>
        Assert.That(
            VerdictRule.Judge("lira", Auc(0.51, 0.48, upper), Null, Auc(0.63, 0.62, 0.64)).Verdict,
            Is.EqualTo(expected)
        );

    [TestCase(2.0, Verdict.Indistinguishable)]
    [TestCase(4.0, Verdict.Undecided)]
    public void The_margin_holds_in_every_unit(double upper, Verdict expected)
    {
        Figure Nats(double value, double lower, double high) => Auc(value, lower, high) with { Unit = "nats" };
        Assert.That(
            VerdictRule.Judge("klom", Nats(1, 0.5, upper), Nats(1, 0.5, 1.5), Nats(6, 5.5, 6.5)).Verdict,
            Is.EqualTo(expected)
        );
    }

    [Test]
    public void Wide_intervals_that_overlap_are_undecided_rather_than_a_pass()
    {
        AttackVerdict verdict = VerdictRule.Judge("lira", Auc(0.55, 0.36, 0.74), Null, Original);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Undecided));
        Assert.That(verdict.Explanation, Does.Contain("one of 0.240 stays possible"));
    }

    [Test]
    public void Wide_intervals_that_do_not_overlap_still_decide() =>
        Assert.That(Judge(Auc(0.8, 0.53, 1.07)), Is.EqualTo(Verdict.UnderForgetting));

    [Test]
    public void Passing_an_attack_that_cannot_find_the_original_model_says_nothing()
    {
        AttackVerdict verdict = VerdictRule.Judge("lira", Auc(0.5, 0.49, 0.51), Null, Auc(0.53, 0.51, 0.55));
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Undecided));
        Assert.That(verdict.Explanation, Does.Contain("original model"));
    }

    [Test]
    public void An_attack_without_power_on_the_original_can_still_accuse() =>
        Assert.That(
            VerdictRule.Judge("lira", Auc(0.7, 0.68, 0.72), Null, Auc(0.5, 0.49, 0.51)).Verdict,
            Is.EqualTo(Verdict.UnderForgetting)
        );

    [TestCase(0.49, 0.51)]
    [TestCase(0.45, 0.60)]
    public void The_original_itself_never_passes_the_attack(double lower, double upper)
    {
        AttackVerdict verdict = VerdictRule.Judge("lira", Auc(0.5, lower, upper), Null, null);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Undecided));
        Assert.That(verdict.Explanation, Does.Contain("has not shown that it finds"));
    }

    [TestCase(0.4)]
    [TestCase(0.01)]
    public void The_original_itself_is_judged_by_its_own_paired_tests(double p)
    {
        Assert.That(
            VerdictRule.Judge("lira", Auc(0.5, 0.49, 0.51), Null, null, p: p, originalP: p).Verdict,
            Is.EqualTo(Verdict.Undecided)
        );
        Assert.That(
            VerdictRule.Judge("lira", Original, Null, null, p: p, originalP: p).Verdict,
            Is.EqualTo(p > 0.05 ? Verdict.Undecided : Verdict.UnderForgetting)
        );
    }

    [Test]
    public void The_original_itself_can_be_found() =>
        Assert.That(VerdictRule.Judge("lira", Original, Null, null).Verdict, Is.EqualTo(Verdict.UnderForgetting));

    [Test]
    public void The_rule_in_words_states_the_margin() =>
        Assert.That(
            VerdictRule.Statement,
            Does.Contain("half of the distance between the null row's interval and the original")
        );

    /// <summary>Seeds that share their points agree on what is peculiar to them, and three seeds that differ have a wide interval.</summary>
    [TestCase(0.60, 0.55, 0.65, 0.050, Verdict.UnderForgetting)]
    [TestCase(0.60, 0.55, 0.65, 0.051, Verdict.Undecided)]
    [TestCase(0.40, 0.35, 0.45, 0.050, Verdict.OverForgetting)]
    [TestCase(0.40, 0.35, 0.45, 0.051, Verdict.Undecided)]
    [TestCase(0.60, 0.45, 0.75, 0.001, Verdict.UnderForgetting)]
    [TestCase(0.519, 0.45, 0.75, 0.001, Verdict.Undecided)]
    [TestCase(0.53, 0.525, 0.535, 0.2, Verdict.Undecided)]
    [TestCase(0.53, 0.515, 0.545, 0.2, Verdict.Indistinguishable)]
    public void Paired_tests_and_the_null_row_decide_together(
        double value,
        double lower,
        double upper,
        double p,
        Verdict expected
    ) =>
        Assert.That(
            VerdictRule.Judge("lira", Auc(value, lower, upper), Null, Original, p: p).Verdict,
            Is.EqualTo(expected)
        );

    [Test]
    public void An_ensemble_is_judged_by_its_interval_and_not_by_tests_against_one_model()
    {
        AttackVerdict verdict = VerdictRule.Judge(
            "lira",
            Gap(0.05, 0.04, 0.06),
            Gap(0.055, 0.045, 0.065),
            Gap(0.3, 0.28, 0.32),
            isOwnNull: true,
            p: 1e-6
        );
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Indistinguishable));
    }

    [TestCase(0.05, Verdict.Indistinguishable)]
    [TestCase(0.051, Verdict.Undecided)]
    public void The_original_is_not_found_without_the_paired_tests(double p, Verdict expected) =>
        Assert.That(
            VerdictRule.Judge("lira", Auc(0.5, 0.49, 0.51), Null, Original, originalP: p).Verdict,
            Is.EqualTo(expected)
        );

    [Test]
    public void One_seed_is_undecided() =>
        Assert.That(Judge(Null with { Value = 0.9, Interval = null }), Is.EqualTo(Verdict.Undecided));

    [Test]
    public void A_null_row_of_one_seed_is_undecided() =>
        Assert.That(
            VerdictRule.Judge("lira", Original, Null with { Interval = null }, null).Verdict,
            Is.EqualTo(Verdict.Undecided)
        );

    [Test]
    public void A_figure_that_cannot_be_resolved_is_undecided_with_its_reason()
    {
        Figure figure = Null with { Value = null, Interval = null, NotResolvable = "too few points" };
        AttackVerdict verdict = VerdictRule.Judge("lira", figure, Null, Original);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Undecided));
        Assert.That(verdict.Explanation, Does.Contain("too few points"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_missing_figure_is_undecided(bool rowIsMissing) =>
        Assert.That(
            VerdictRule.Judge("lira", rowIsMissing ? null : Null, rowIsMissing ? Null : null, Original).Verdict,
            Is.EqualTo(Verdict.Undecided)
        );

    [Test]
    public void Where_larger_is_better_a_low_figure_is_the_familiar_side()
    {
        Figure nullRow = Null with { Direction = Direction.Higher };
        Figure low = Auc(0.3, 0.28, 0.32) with { Direction = Direction.Higher };
        Assert.That(VerdictRule.Judge("error", low, nullRow, null).Verdict, Is.EqualTo(Verdict.UnderForgetting));
    }

    [Test]
    public void A_figure_that_only_describes_is_undecided() =>
        Assert.That(Judge(Original with { Direction = Direction.None }), Is.EqualTo(Verdict.Undecided));

    [TestCase(0.06, 0.031, 0.09, Verdict.UnderForgetting)]
    [TestCase(-0.06, -0.09, -0.031, Verdict.OverForgetting)]
    [TestCase(0.0, 0.0, 0.0, Verdict.Indistinguishable)]
    [TestCase(-0.02, -0.025, -0.015, Verdict.Indistinguishable)]
    public void Of_a_gap_the_null_row_counts_with_both_signs(double gap, double lower, double upper, Verdict expected)
    {
        Figure nullGap = Gap(0.02, 0.01, 0.03);
        AttackVerdict verdict = VerdictRule.Judge("lira", Gap(gap, lower, upper), nullGap, Gap(0.3, 0.2, 0.4));
        Assert.That(verdict.Verdict, Is.EqualTo(expected));
        Assert.That(verdict.Figure, Is.EqualTo("lira/auc-gap"));
    }

    private static Figure Gap(double value, double lower, double upper) =>
        Auc(value, lower, upper) with
        {
            Name = "lira/auc-gap",
        };

    private static Verdict Judge(Figure row) => VerdictRule.Judge("lira", row, Null, Original).Verdict;

    private static Figure Auc(double value, double lower, double upper) =>
        new()
        {
            Name = "lira/auc",
            Value = value,
            Interval = new Interval(lower, upper, 0.95, "student-t"),
            Count = 5,
        };
}
