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
    public void One_seed_decides_nothing_and_says_so()
    {
        Judgement judged = Only(Seen.Auc(0.2));
        Assert.That(judged.Finding, Is.AnyOf(Finding.Undecided, Finding.NoPower));
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

    private static Judgement Only(Observation seen) => Seen.Judge(seen).Evidence.Single();
}
