using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Verdicts;

/// <summary>One answer from all evidence, the worst first.</summary>
public sealed class VerdictRuleTests
{
    private static readonly Observation Passed = Seen.Auc(Seen.Nothing);
    private static readonly Observation Familiar = Seen.Auc(0.2, 0.21, 0.19, 0.2, 0.22);
    private static readonly Observation Strange = Seen.Auc(-0.2, -0.21, -0.19, -0.2, -0.22);
    private static readonly Observation Distinct = Seen.Of(Reading.DistinctWhenHigh, 0.2, 0.21, 0.19, 0.2, 0.22);
    private static readonly Observation Blind = Passed with { OriginalGaps = Seen.Nothing };
    private static readonly Observation Open = Seen.Auc(-0.1, 0.1, 0, 0.05, -0.05);

    [Test]
    public void Forgotten_says_which_difference_stays_possible()
    {
        RowVerdict verdict = Seen.Judge(Passed, Blind);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Forgotten));
        Assert.That(verdict.Bound, Is.EqualTo(verdict.Evidence[0].Bound));
        Assert.That(verdict.Sentence, Does.Contain("no difference above").And.Contain("(margin 0.050)"));
    }

    [Test]
    public void Forgotten_says_what_could_not_be_measured()
    {
        RowVerdict verdict = Seen.Judge(
            Passed,
            Passed with
            {
                Figure = "lira/tpr",
                Title = "LiRA TPR",
                NotResolvable = "72 non-members, and this rate needs at least 100",
            }
        );

        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Forgotten));
        Assert.That(
            verdict.Sentence,
            Does.EndWith("LiRA TPR has no value: 72 non-members, and this rate needs at least 100.")
        );
    }

    [Test]
    public void The_worst_evidence_names_the_verdict()
    {
        Assert.That(Seen.Judge(Passed, Familiar, Strange, Distinct).Verdict, Is.EqualTo(Verdict.TracesLeft));
        Assert.That(Seen.Judge(Passed, Strange, Distinct).Verdict, Is.EqualTo(Verdict.OverForgotten));
        Assert.That(Seen.Judge(Passed, Distinct).Verdict, Is.EqualTo(Verdict.Distinguishable));
        Assert.That(Seen.Judge(Passed, Open).Verdict, Is.EqualTo(Verdict.NotDecided));
    }

    [Test]
    public void Evidence_is_ordered_worst_first() =>
        Assert.That(
            Seen.Judge(Blind, Passed, Open, Strange, Familiar).Evidence.Select(static judged => judged.Finding),
            Is.EqualTo(
                new[]
                {
                    Finding.TracesLeft,
                    Finding.OverForgotten,
                    Finding.Undecided,
                    Finding.NoDifference,
                    Finding.NoPower,
                }
            )
        );

    [Test]
    public void A_figure_without_a_value_stands_behind_those_that_say_something() =>
        Assert.That(
            Seen.Judge(Passed with { Figure = "lira/tpr", NotResolvable = "too few points" }, Passed)
                .Evidence.Select(static judged => judged.Figure),
            Is.EqualTo(new[] { "lira/auc", "lira/tpr" })
        );

    [Test]
    public void What_only_a_look_inside_finds_is_hidden()
    {
        Observation probe = Familiar with { Figure = "probe", IsInside = true };
        Assert.That(Seen.Judge(Passed, probe).Verdict, Is.EqualTo(Verdict.Hidden));
        Assert.That(Seen.Judge(Familiar, probe).Verdict, Is.EqualTo(Verdict.TracesLeft));
    }

    [TestCase(-0.1, Verdict.Broken)]
    [TestCase(-0.01, Verdict.Forgotten)]
    [TestCase(0.1, Verdict.Forgotten)]
    public void A_model_that_lost_its_use_is_broken_whatever_attacks_say(double gap, Verdict expected)
    {
        RowEvidence row = Seen.Row(Passed) with { Utility = [Seen.Utility(gap, gap, gap, gap, gap)] };
        Assert.That(Seen.Judge(row).Verdict, Is.EqualTo(expected));
    }

    [Test]
    public void A_broken_model_that_leaves_traces_says_both()
    {
        RowEvidence row = Seen.Row(Familiar) with { Utility = [Seen.Utility(-0.3, -0.3, -0.31, -0.3, -0.3)] };
        RowVerdict verdict = Seen.Judge(row);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Broken));
        Assert.That(verdict.Sentence, Does.Contain("not usable").And.Contain("more familiar"));
    }

    [Test]
    public void Utility_inside_what_other_seeds_do_is_not_broken()
    {
        RowEvidence row = Seen.Row(Passed) with
        {
            Utility =
            [
                Seen.Utility(-0.05, -0.05, -0.05, -0.05, -0.05) with
                {
                    NullGaps = [-0.1, 0.02, -0.08, 0.01, -0.1],
                },
            ],
        };
        Assert.That(Seen.Judge(row).Verdict, Is.EqualTo(Verdict.Forgotten));
    }

    [Test]
    public void A_promise_stands_until_something_contradicts_it()
    {
        Assert.That(Seen.Judge(Seen.Row(Open) with { Promise = Promise.Exact }).Verdict, Is.EqualTo(Verdict.Exact));
        RowVerdict broken = Seen.Judge(Seen.Row(Familiar) with { Promise = Promise.Exact });
        Assert.That(broken.Verdict, Is.EqualTo(Verdict.TracesLeft));
        Assert.That(broken.Sentence, Does.EndWith("contradicts what the method promises."));
    }

    [Test]
    public void An_ensemble_that_is_worse_than_itself_by_chance_is_not_broken()
    {
        // The mean is 0.03 below; its interval reaches from -0.08 to 0.02.
        Observation chance = Seen.Utility(-0.08, 0.03, -0.06, 0.01, -0.05) with
        {
            HasOwnNull = true,
        };
        Observation loss = Seen.Utility(-0.08, -0.07, -0.08, -0.09, -0.08) with { HasOwnNull = true };
        RowEvidence row = Seen.Row(Passed) with { Promise = Promise.Exact };
        Assert.That(Seen.Judge(row with { Utility = [chance] }).Verdict, Is.EqualTo(Verdict.Exact));
        Assert.That(Seen.Judge(row with { Utility = [loss] }).Verdict, Is.EqualTo(Verdict.Broken));
    }

    [Test]
    public void Traces_are_no_contradiction_to_a_certificate()
    {
        RowVerdict verdict = Seen.Judge(
            Seen.Row(Familiar) with
            {
                Promise = Promise.Certified,
                Epsilon = 2,
                Delta = 1e-4,
            }
        );
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.TracesLeft));
        Assert.That(
            verdict.Sentence,
            Does.EndWith("A certificate bounds what an attack can gain; it does not exclude it.")
        );
    }

    [Test]
    public void A_certificate_is_named_with_its_epsilon()
    {
        RowEvidence row = Seen.Row(Blind) with { Promise = Promise.Certified, Epsilon = 0.5, Delta = 1e-4 };
        Assert.That(Seen.Judge(row).Verdict, Is.EqualTo(Verdict.Certified));
        Assert.That(Seen.Judge(row).Sentence, Does.Contain("epsilon 0.5 nats and delta 1e-4"));
    }

    [Test]
    public void The_reference_itself_is_not_judged() =>
        Assert.That(
            Seen.Judge(Seen.Row(Familiar) with { IsReference = true }).Verdict,
            Is.EqualTo(Verdict.IsReference)
        );

    [Test]
    public void A_figure_without_a_value_does_not_hide_that_no_other_finds_the_original()
    {
        RowVerdict verdict = Seen.Judge(Blind with { NotResolvable = "there are no such points" }, Blind);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.NotDecided));
        Assert.That(verdict.Sentence, Does.StartWith("No attack here finds even the original"));
    }

    [Test]
    public void Without_a_measure_that_finds_the_original_nothing_is_decided()
    {
        RowVerdict verdict = Seen.Judge(Blind, Blind);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.NotDecided));
        Assert.That(verdict.Sentence, Does.StartWith("No attack here finds even the original"));
        Assert.That(verdict.WouldDecide, Is.Not.Null);
    }

    [Test]
    public void Nothing_measured_is_not_decided() => Assert.That(Seen.Judge().Verdict, Is.EqualTo(Verdict.NotDecided));

    [Test]
    public void Every_verdict_and_finding_has_words()
    {
        Assert.That(Enum.GetValues<Verdict>().Select(VerdictText.Label), Is.Unique);
        Assert.That(Enum.GetValues<Finding>().Select(VerdictText.Label), Is.Unique);
        Assert.That(
            VerdictText.Legend(new VerdictMargins { Auc = 0.07 }),
            Has.Count.EqualTo(3).And.Some.Contains("0.07")
        );
    }

    [Test]
    public void Among_equals_what_finds_the_original_and_then_the_larger_gap_stands_first()
    {
        Observation small = Seen.Auc(0.15, 0.151, 0.149, 0.15, 0.15) with { Figure = "small" };
        Observation large = Familiar with { Figure = "large" };
        Observation blind = Seen.Auc(0.3, 0.31, 0.29, 0.3, 0.3) with { Figure = "blind", OriginalGaps = Seen.Nothing };
        Assert.That(
            Seen.Judge(small, blind, large).Evidence.Select(static judged => judged.Figure),
            Is.EqualTo(new[] { "large", "small", "blind" })
        );
    }

    [Test]
    public void What_only_a_look_inside_finds_on_the_other_side_keeps_its_name()
    {
        Observation strange = Strange with { Figure = "probe", IsInside = true };
        Observation distinct = Distinct with { Figure = "probe", IsInside = true };
        Assert.That(Seen.Judge(Passed, strange).Verdict, Is.EqualTo(Verdict.OverForgotten));
        Assert.That(Seen.Judge(Passed, distinct).Verdict, Is.EqualTo(Verdict.Distinguishable));
    }

    [Test]
    public void Who_promised_nothing_contradicts_nothing()
    {
        RowVerdict verdict = Seen.Judge(Passed, Familiar);
        Assert.That(verdict.Sentence, Is.EqualTo(verdict.Evidence[0].Sentence));
    }

    [Test]
    public void Forgotten_rests_on_the_figure_that_comes_nearest_to_its_margin()
    {
        // Upper limits of 0.0149 and 0.0260; the margin is 0.05 for both.
        Observation near = Seen.Auc(0.01, 0.02, 0.03, 0.02, 0.01) with
        {
            Figure = "near",
        };
        RowVerdict verdict = Seen.Judge(Passed, near);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Forgotten));
        Assert.That(
            verdict.Bound,
            Is.EqualTo(verdict.Evidence.Single(static judged => judged.Figure == "near").Bound).And.GreaterThan(0.02)
        );
    }

    [Test]
    public void Not_decided_names_the_open_figure_and_what_would_decide_it()
    {
        RowVerdict verdict = Seen.Judge(Blind, Passed, Open with { Figure = "open" });
        Judgement open = verdict.Evidence.Single(static judged => judged.Figure == "open");
        Assert.That(verdict.Sentence, Is.EqualTo(open.Sentence));
        Assert.That(verdict.WouldDecide, Is.EqualTo(open.WouldDecide).And.StartsWith("about 9 seeds"));
    }

    [Test]
    public void An_open_figure_is_named_also_behind_one_that_does_not_find_the_original()
    {
        // Both are undecided; the one without a value says nothing about what would help.
        Observation none = Passed with
        {
            Figure = "none",
            NotResolvable = "too few points",
        };
        RowVerdict verdict = Seen.Judge(none, Open);
        Assert.That(verdict.Sentence, Does.Contain("stays possible").And.Not.Contain("No attack here"));
    }

    [Test]
    public void Where_nothing_was_measured_an_attack_would_decide()
    {
        Assert.That(Seen.Judge().WouldDecide, Is.EqualTo("an attack"));
        Assert.That(Seen.Judge().Sentence, Does.StartWith("Nothing was measured"));
    }

    [Test]
    public void Utility_counts_by_its_mean_over_seeds()
    {
        // The mean is -0.01; one seed alone is far below the tolerance of 0.02.
        Observation utility = Seen.Utility(-0.08, 0.02, 0.01, 0.01, -0.01) with
        {
            NullGaps = [],
        };
        RowEvidence row = Seen.Row(Passed);
        Assert.That(Seen.Judge(row with { Utility = [utility] }).Verdict, Is.EqualTo(Verdict.Forgotten));
        Assert.That(
            Seen.Judge(row with { Utility = [utility with { Gaps = [-0.03, -0.03] }] }).Verdict,
            Is.EqualTo(Verdict.Broken),
            "without other seeds the tolerance alone counts"
        );
        Assert.That(
            Seen.Judge(row with { Utility = [Seen.Utility(), utility with { Gaps = [-0.03] }] }).Verdict,
            Is.EqualTo(Verdict.Broken),
            "what no seed measured is passed over"
        );
    }

    [Test]
    public void A_broken_model_says_what_it_was_compared_with_and_nothing_of_what_it_passes()
    {
        // Half of the interval of these gaps is 0.00878, the reach of other seeds 0.01369.
        Observation loss = Seen.Utility(-0.08, -0.07, -0.08, -0.09, -0.08);
        RowEvidence row = Seen.Row(Passed);
        Assert.That(
            Seen.Judge(row with { Utility = [loss] }).Sentence,
            Is.EqualTo(
                "Test accuracy gap -0.080 from retraining, more than seeds (0.014) and the tolerance (0.020) allow: the model is not usable."
            )
        );
        Assert.That(
            Seen.Judge(row with { Utility = [loss with { HasOwnNull = true }] }).Sentence,
            Is.EqualTo(
                "Test accuracy gap -0.080 from itself with other seeds, more than seeds (0.009) and the tolerance (0.020) allow: the model is not usable."
            )
        );
    }

    [Test]
    public void Of_an_ensemble_with_one_seed_nothing_says_that_it_is_broken()
    {
        Observation loss = Seen.Utility(-0.5) with { HasOwnNull = true };
        Assert.That(Seen.Judge(Seen.Row(Passed) with { Utility = [loss] }).Verdict, Is.EqualTo(Verdict.Forgotten));
    }

    [Test]
    public void The_same_bound_is_nearer_to_the_smaller_margin()
    {
        Observation wide = Seen.Of(Reading.FamiliarWhenHigh, Seen.Nothing) with { Figure = "wide" };
        Assert.That(Seen.Judge(wide).Sentence, Does.Contain("(margin 0.150)"));
        Assert.That(Seen.Judge(wide, Passed).Sentence, Does.Contain("(margin 0.050)"));
    }

    [TestCase(-0.02, Verdict.Forgotten)]
    [TestCase(-0.021, Verdict.Broken)]
    public void A_loss_of_just_the_tolerance_is_tolerated(double gap, Verdict expected)
    {
        Observation loss = Seen.Utility(gap, gap) with { NullGaps = [] };
        Assert.That(Seen.Judge(Seen.Row(Passed) with { Utility = [loss] }).Verdict, Is.EqualTo(expected));
    }
}
