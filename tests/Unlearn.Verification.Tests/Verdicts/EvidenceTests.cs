using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Verdicts;

/// <summary>What one figure says: found, ruled out, or neither.</summary>
public sealed class EvidenceTests
{
    private static readonly double[] High = [0.2, 0.21, 0.19, 0.2, 0.22];
    private static readonly double[] Low = [-0.2, -0.21, -0.19, -0.2, -0.22];

    [TestCase(Reading.FamiliarWhenHigh, Finding.TracesLeft, Finding.OverForgotten)]
    [TestCase(Reading.FamiliarWhenLow, Finding.OverForgotten, Finding.TracesLeft)]
    public void The_kind_says_which_side_is_familiar(Reading reading, Finding high, Finding low)
    {
        Assert.That(Only(Seen.Of(reading, High)).Finding, Is.EqualTo(high));
        Assert.That(Only(Seen.Of(reading, Low)).Finding, Is.EqualTo(low));
    }

    [TestCase(Reading.DistinctWhenHigh, true)]
    [TestCase(Reading.DistinctWhenLow, false)]
    public void An_unsigned_measure_says_distinguishable_on_one_side_and_nothing_on_the_other(
        Reading reading,
        bool high
    )
    {
        Assert.That(Only(Seen.Of(reading, high ? High : Low)).Finding, Is.EqualTo(Finding.Distinguishable));
        Assert.That(
            Only(Seen.Of(reading, high ? Low : High)).Finding,
            Is.AnyOf(Finding.NoDifference, Finding.NoPower, Finding.Undecided)
        );
    }

    [Test]
    public void A_gap_that_another_seed_makes_too_is_no_difference_found()
    {
        Observation seen = Seen.Auc(0.06, 0.061, 0.059, 0.06, 0.06) with { NullGaps = [0.05, 0.07, -0.06, 0.08, 0.1] };
        Assert.That(Only(seen).Finding, Is.EqualTo(Finding.Undecided));
    }

    [Test]
    public void Seeds_that_agree_on_what_points_do_not_carry_find_nothing() =>
        Assert.That(Only(Seen.Auc(High) with { PointsP = 0.06 }).Finding, Is.EqualTo(Finding.Undecided));

    [Test]
    public void An_ensemble_is_compared_with_itself_and_not_tested_against_one_model()
    {
        Observation seen = Seen.Auc(Seen.Nothing) with { HasOwnNull = true, PointsP = 1e-9 };
        Assert.That(Only(seen).Finding, Is.EqualTo(Finding.NoDifference));
        Assert.That(Only(seen).Sentence, Does.Contain("itself with other seeds"));
    }

    [Test]
    public void The_limits_of_the_gap_bound_what_stays_possible()
    {
        // The deviation of 0.01, 0.02, 0.03, 0.02, 0.01 is 0.00836660. Student's t with 4 degrees of freedom: 2.776445 for the interval of
        // 95 %, 2.131847 for a limit that holds with 95 % on one side.
        Judgement judged = Only(Seen.Auc(0.01, 0.02, 0.03, 0.02, 0.01));
        double error = 0.00836660 / Math.Sqrt(5);
        Assert.That(judged.Gap, Is.EqualTo(0.018).Within(1e-12));
        Assert.That(judged.Interval!.Upper, Is.EqualTo(0.018 + (2.776445 * error)).Within(1e-7));
        Assert.That(judged.Bound, Is.EqualTo(0.018 + (2.131847 * error)).Within(1e-7));
        Assert.That(judged.Finding, Is.EqualTo(Finding.NoDifference));
    }

    // The original lies 0.28 to 0.32 from the reference. Where other seeds lie up to 0.22 from it, that is still a find; where they lie as
    // far as the original, the measure tells seeds apart and not memory.
    [TestCase(0.2, 0.22, Finding.NoDifference)]
    [TestCase(0.31, 0.33, Finding.NoPower)]
    public void The_original_is_found_only_beyond_what_other_seeds_make_of_the_figure(
        double least,
        double most,
        Finding expected
    )
    {
        Observation seen = Seen.Auc(0.01, 0.02, 0.03, 0.02, 0.01) with { NullGaps = [least, most, least, most, least] };
        Assert.That(Only(seen).Finding, Is.EqualTo(expected));
    }

    [Test]
    public void A_difference_that_is_surely_below_an_absolute_margin_is_small()
    {
        // Found beyond doubt (p is about 1e-5), and no larger than 0.031.
        double[] gaps = [0.03, 0.031, 0.029, 0.03, 0.03];
        Observation seen = Seen.Auc(gaps) with { NullGaps = [0.001, -0.001, 0.002, -0.002, 0] };
        Assert.That(Only(seen).Finding, Is.EqualTo(Finding.NoDifference));
        Assert.That(
            Only(seen with { Kind = Seen.Kind(Reading.FamiliarWhenHigh) }).Finding,
            Is.EqualTo(Finding.TracesLeft),
            "half of the way to the original is no word of what is small"
        );
    }

    [Test]
    public void What_is_exact_is_contradicted_at_a_level_of_its_own()
    {
        // t is 10.1 with 4 degrees of freedom: p is 0.0005, and 0.0011 after Holm's correction beside another figure.
        Observation likely = Seen.Auc(0.08, 0.1, 0.12, 0.07, 0.08) with
        {
            HasOwnNull = true,
        };
        Observation sure = Seen.Auc(High) with { HasOwnNull = true };
        Observation nothing = Seen.Auc(Seen.Nothing);
        Assert.That(Seen.Judge(likely, nothing).Verdict, Is.EqualTo(Verdict.TracesLeft));
        Assert.That(
            Seen.Judge(Seen.Row(likely, nothing) with { Promise = Promise.Exact }).Verdict,
            Is.EqualTo(Verdict.Exact)
        );
        Assert.That(
            Seen.Judge(Seen.Row(sure, nothing) with { Promise = Promise.Exact }).Verdict,
            Is.EqualTo(Verdict.TracesLeft)
        );
    }

    [TestCase(0.3, 0.05)]
    [TestCase(0.08, 0.04)]
    public void The_margin_is_absolute_and_at_most_half_of_the_way_to_the_original(double original, double margin)
    {
        Observation seen = Seen.Auc(Seen.Nothing) with
        {
            OriginalGaps = [original, original, original, original, original],
        };
        Assert.That(Only(seen).Margin, Is.EqualTo(margin).Within(1e-12));
    }

    [Test]
    public void Passing_a_measure_that_does_not_find_the_original_says_nothing()
    {
        Judgement judged = Only(Seen.Auc(Seen.Nothing) with { OriginalGaps = Seen.Nothing });
        Assert.That(judged.Finding, Is.EqualTo(Finding.NoPower));
        Assert.That(judged.WouldDecide, Does.Contain("stronger attack"));
    }

    [Test]
    public void A_measure_that_does_not_find_the_original_can_still_accuse() =>
        Assert.That(Only(Seen.Auc(High) with { OriginalGaps = Seen.Nothing }).Finding, Is.EqualTo(Finding.TracesLeft));

    [Test]
    public void Rates_differ_by_one_at_most_however_wide_the_limits_of_few_seeds_are()
    {
        Judgement judged = Only(Seen.Auc(0.1, 0.7) with { OriginalGaps = [0.99, 1.0] });
        Assert.That(judged.Finding, Is.EqualTo(Finding.Undecided));
        Assert.That(judged.Interval!.Upper, Is.GreaterThan(1.0), "what the seeds say stays as it is");
        Assert.That(judged.Bound, Is.EqualTo(1.0));
    }

    [Test]
    public void One_seed_decides_nothing_and_says_so()
    {
        Judgement judged = Only(Seen.Auc(0.2) with { OriginalGaps = [0.5] });
        Assert.That(judged.Finding, Is.EqualTo(Finding.Undecided), "nor that the original cannot be found");
        Assert.That(judged.Sentence, Does.Not.Contain("original"));
        Assert.That(Only(Seen.Auc(0.2)).WouldDecide, Does.Contain("two seeds"));
    }

    [Test]
    public void A_figure_without_a_value_is_undecided_with_its_reason() =>
        Assert.That(
            Only(Seen.Auc() with { NotResolvable = "too few points" }),
            Has.Property(nameof(Judgement.Finding))
                .EqualTo(Finding.Undecided)
                .And.Property(nameof(Judgement.Sentence))
                .Contains("too few points")
        );

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_difference_that_is_not_finite_decides_nothing(double gap) =>
        Assert.That(Only(Seen.Auc(0.1, gap)).Finding, Is.EqualTo(Finding.Undecided));

    [Test]
    public void What_would_decide_is_the_number_of_seeds_that_brings_the_interval_into_the_margin()
    {
        // The deviation of these gaps is 0.0791; with 9 seeds 1.860 * 0.0791 / sqrt(9) = 0.0490 on either side, with 8 it is 0.0530.
        Judgement judged = Only(Seen.Auc(-0.1, 0.1, 0, 0.05, -0.05));
        Assert.That(judged.Finding, Is.EqualTo(Finding.Undecided));
        Assert.That(judged.WouldDecide, Does.StartWith("about 9 seeds"));
    }

    [Test]
    public void Figures_of_one_row_are_a_family()
    {
        // p of this gap alone is between 0.01 and 0.05: found alone, not among five.
        Observation weak = Seen.Auc(0.05, 0.09, 0.02, 0.1, 0.06);
        Assert.That(Only(weak).Finding, Is.EqualTo(Finding.TracesLeft));
        Observation[] five = [weak, .. Enumerable.Repeat(Seen.Auc(Seen.Nothing), 9)];
        Assert.That(
            Seen.Judge(five).Evidence,
            Has.None.Property(nameof(Judgement.Finding)).EqualTo(Finding.TracesLeft)
        );
    }

    [Test]
    public void Seeds_that_agree_to_the_last_bit_are_certain()
    {
        Observation same = Seen.Auc(0.25, 0.25, 0.25) with { HasOwnNull = true };
        Assert.That(Only(same).P, Is.Zero);
        Assert.That(Only(same).Finding, Is.EqualTo(Finding.TracesLeft));
        Assert.That(Only(same with { Gaps = [0.0, 0.0, 0.0] }).P, Is.EqualTo(1));
    }

    [Test]
    public void Two_seeds_have_a_test_and_limits()
    {
        // With one degree of freedom t is Cauchy: of 2 seeds with mean 0.2 and deviation 0.1414 it is 2, and p is 1 - 2 atan(2) / pi.
        Judgement judged = Only(Seen.Auc(0.1, 0.3) with { HasOwnNull = true });
        Assert.That(judged.P, Is.EqualTo(1 - (2 * Math.Atan(2) / Math.PI)).Within(1e-9));
        Assert.That(judged.Bound, Is.EqualTo(0.2 + (0.1 * Math.Tan(0.45 * Math.PI))).Within(1e-9));
    }

    private static Judgement Only(Observation seen) => Seen.Judge(seen).Evidence.Single();

    // Deviations of 0.0042 leave -0.0042 to 0.0038 possible: an unsigned measure counts its own side alone.
    [TestCase(Reading.DistinctWhenHigh, 0.0038111)]
    [TestCase(Reading.DistinctWhenLow, 0.0042111)]
    [TestCase(Reading.FamiliarWhenHigh, 0.0042111)]
    public void The_bound_is_on_the_side_that_the_measure_knows(Reading reading, double bound) =>
        Assert.That(Only(Seen.Of(reading, Seen.Nothing)).Bound, Is.EqualTo(bound).Within(1e-6));

    [TestCase(Reading.DistinctWhenHigh, false)]
    [TestCase(Reading.DistinctWhenLow, true)]
    public void On_its_other_side_an_unsigned_measure_leaves_nothing_possible(Reading reading, bool high)
    {
        Judgement judged = Only(Seen.Of(reading, high ? High : Low));
        Assert.That(judged.Bound, Is.Zero);
        Assert.That(judged.Finding, Is.EqualTo(high ? Finding.NoPower : Finding.NoDifference));
    }

    [Test]
    public void The_original_is_found_by_seeds_and_points_or_not_at_all()
    {
        Observation passed = Seen.Auc(Seen.Nothing);
        Assert.That(Only(passed with { OriginalPointsP = 0.2 }).FindsOriginal, Is.False, "points do not carry it");
        Assert.That(
            Only(passed with { OriginalPointsP = null }).FindsOriginal,
            Is.True,
            "there are no tests of points"
        );
        Assert.That(
            Only(passed with { OriginalGaps = [0.9, -0.5, 0.4, -0.3, 0.6] }).FindsOriginal,
            Is.False,
            "seeds do not agree"
        );
        Assert.That(Only(passed with { OriginalGaps = [] }).FindsOriginal, Is.False, "it was not measured");
        Assert.That(Only(passed with { OriginalGaps = Low }).FindsOriginal, Is.False, "it looks strange to itself");
    }

    [Test]
    public void The_margin_is_half_of_the_mean_way_to_the_original()
    {
        Observation seen = Seen.Of(Reading.FamiliarWhenHigh, Seen.Nothing) with
        {
            OriginalGaps = [0.06, 0.1, 0.08, 0.07, 0.09],
        };
        Assert.That(Only(seen).Margin, Is.EqualTo(0.04).Within(1e-12));
    }

    [Test]
    public void Without_an_original_and_an_absolute_margin_there_is_none()
    {
        Judgement judged = Only(Seen.Of(Reading.FamiliarWhenHigh, Seen.Nothing) with { OriginalGaps = [] });
        Assert.That(judged.Margin, Is.Null);
        Assert.That(judged.Finding, Is.EqualTo(Finding.NoPower));
    }

    [Test]
    public void What_cannot_be_known_is_left_out()
    {
        Judgement one = Only(Seen.Auc(0.01));
        Assert.That(one.Bound, Is.Null);
        Assert.That(one.Interval, Is.Null);
        Judgement none = Only(Seen.Auc() with { NotResolvable = "too few points" });
        Assert.That(none.FindsOriginal, Is.False);
        Assert.That(none.Gap, Is.Null);
        Assert.That(Only(Seen.Auc()).Sentence, Is.EqualTo("LiRA AUC has no value: no seed has it in both rows."));
    }

    [Test]
    public void A_difference_of_the_null_row_or_of_the_original_that_is_not_finite_decides_nothing()
    {
        Observation passed = Seen.Auc(Seen.Nothing);
        Observation[] broken =
        [
            passed with
            {
                NullGaps = [0.01, double.NaN],
            },
            passed with
            {
                OriginalGaps = [0.3, double.PositiveInfinity],
            },
        ];
        Assert.That(
            broken.Select(static seen => Only(seen).Sentence),
            Has.All.EqualTo("LiRA AUC has no value: a seed's difference is not finite.")
        );
    }

    [Test]
    public void How_far_other_seeds_reach_is_told_where_there_are_any()
    {
        Observation passed = Seen.Auc(Seen.Nothing);
        // The interval of the null gaps is -0.0113 to 0.0137.
        Assert.That(Only(passed).NullReach, Is.EqualTo(0.013691).Within(1e-6));
        Assert.That(Only(passed with { NullGaps = [] }).NullReach, Is.Zero);
        Assert.That(Only(passed with { HasOwnNull = true }).NullReach, Is.Zero);
    }

    // Seeds that agree to the last bit have limits of no width: the bound is the gap itself.
    [Test]
    public void A_difference_of_just_the_margin_is_small()
    {
        Judgement judged = Only(Seen.Auc(0.05, 0.05));
        Assert.That(judged.Bound, Is.EqualTo(0.05));
        Assert.That(judged.Finding, Is.EqualTo(Finding.NoDifference));
    }

    [Test]
    public void A_difference_of_just_what_other_seeds_make_is_none()
    {
        Observation seen = Seen.Of(Reading.FamiliarWhenHigh, 0.1, 0.1) with { NullGaps = [0.1, 0.1] };
        Assert.That(Only(seen).Finding, Is.EqualTo(Finding.NoDifference));
        Assert.That(
            Only(seen with { NullGaps = [0.09, 0.09] }).Finding,
            Is.EqualTo(Finding.TracesLeft),
            "a little less is one"
        );
    }

    [Test]
    public void An_original_that_lies_just_as_far_as_other_seeds_is_not_found()
    {
        Observation seen = Seen.Auc(Seen.Nothing) with { OriginalGaps = [0.25, 0.25] };
        Assert.That(Only(seen with { NullGaps = [0.25, 0.25] }).FindsOriginal, Is.False);
        Assert.That(Only(seen with { NullGaps = [0.24, 0.24] }).FindsOriginal, Is.True);
    }

    [TestCase(0.05, true)]
    [TestCase(0.0501, false)]
    public void The_original_is_found_at_five_percent(double p, bool found) =>
        Assert.That(Only(Seen.Auc(Seen.Nothing) with { OriginalPointsP = p }).FindsOriginal, Is.EqualTo(found));

    // The limits of 0.1 and 0.7 are 0.4 -+ 0.3 tan(0.45 pi): the upper one is 2.294.
    [TestCase(FigureScale.Plain, 2.294125)]
    [TestCase(FigureScale.Rate, 1.0)]
    public void Only_rates_differ_by_one_at_most(FigureScale scale, double bound)
    {
        Observation seen = Seen.Auc(0.1, 0.7);
        Assert.That(
            Only(seen with { Kind = Seen.Kind(Reading.FamiliarWhenHigh) with { Scale = scale } }).Bound,
            Is.EqualTo(bound).Within(1e-6)
        );
    }

    // A single seed makes of the null what its gap is, whichever the sign.
    [TestCase(0.2)]
    [TestCase(-0.2)]
    public void One_other_seed_reaches_as_far_as_it_lies(double other) =>
        Assert.That(Only(Seen.Auc(Seen.Nothing) with { NullGaps = [other] }).NullReach, Is.EqualTo(0.2));
}
