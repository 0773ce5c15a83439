using Unlearn.Core;
using Unlearn.Engine.Definition.Expectations;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Expectations, decided by hand-made rows.</summary>
public sealed class ExpectationRuleTests
{
    private static readonly SettingResult Setting = new()
    {
        Dataset = "digits",
        Model = "mlp",
        Scenario = "a-few",
        TrainPoints = 100,
        ForgetPoints = 5,
        TestPoints = 50,
        Rows =
        [
            Row(RowRole.Reference, "reference", 0.90, 0.92, 0.94),
            Row(RowRole.Null, "null", 0.91, 0.92, 0.93),
            Row(RowRole.Method, "sisa-5", 0.89, 0.91, 0.93),
            Row(RowRole.Method, "sisa-20", 0.85, 0.87, 0.89),
        ],
        Verdicts =
        [
            Verdict("sisa-5", Verification.Verdicts.Verdict.Exact),
            Verdict("sisa-20", Verification.Verdicts.Verdict.Broken),
        ],
    };

    [TestCase("sisa-5", "exact", "true")]
    [TestCase("sisa-5", "forgotten or exact", "true")]
    [TestCase("sisa", "exact", "true false")]
    [TestCase("*", "exact, broken", "true true")]
    [TestCase("sisa-2*", "exact", "false")]
    [TestCase("reference", "exact", "false")]
    [TestCase("absent", "exact", "false")]
    public void A_verdict_is_one_of_those_named(string rows, string verdicts, string expected) =>
        Assert.That(Holds(rows, verdicts), Is.EqualTo(expected));

    // Seeds lie 0.02 apart: the half-width of the interval of one row is 4.302653 * 0.02 / sqrt(3) = 0.04968.
    [TestCase("test-accuracy of sisa-5", ">= 0.86", "true")]
    [TestCase("test-accuracy of sisa-5", ">= 0.87", "false")]
    [TestCase("test-accuracy of sisa-5", "<= 0.96", "true")]
    [TestCase("test-accuracy of sisa-5", "<= 0.95", "false")]
    public void A_bound_is_held_by_the_whole_interval(string figure, string bound, string expected) =>
        Assert.That(Holds(figure, bound), Is.EqualTo(expected));

    // Paired with the reference every seed differs by the same, and the interval has no width.
    [TestCase("test-accuracy of sisa-5", ">= reference - 0.011", "true")]
    [TestCase("test-accuracy of sisa-5", ">= reference - 0.009", "false")]
    [TestCase("test-accuracy of sisa", ">= reference − 0.02", "true false")]
    [TestCase("test-accuracy of sisa-20", "<= reference", "true")]
    public void A_yardstick_is_paired_by_seed(string figure, string bound, string expected) =>
        Assert.That(Holds(figure, bound), Is.EqualTo(expected));

    // A single seed has its value only, and a bound is met where it is reached.
    [TestCase(">= 0.5", true)]
    [TestCase("<= 0.5", true)]
    [TestCase(">= 0.51", false)]
    [TestCase("<= 0.49", false)]
    public void A_bound_holds_for_the_value_that_is_the_bound(string bound, bool holds)
    {
        SettingResult setting = Setting with { Rows = [Row(RowRole.Method, "sisa-5", 0.5)] };
        ExpectationOutcome outcome = ExpectationRule
            .Decide([new Expectation("test-accuracy of sisa-5", bound)], [setting])
            .Single();

        Assert.That(outcome.Holds, Is.EqualTo(holds));
        Assert.That(outcome.MissedBy is null, Is.EqualTo(holds));
        Assert.That(outcome.MissedBy ?? 0, Is.EqualTo(holds ? 0 : 0.01).Within(1e-12));
    }

    [Test]
    public void A_figure_of_an_attack_is_not_that_of_the_row() =>
        Assert.That(
            Decide("lira.test-accuracy of sisa-5", "<= 0.5").Single().Found,
            Is.EqualTo("0.4550 [0.4302, 0.4798]")
        );

    [Test]
    public void A_yardstick_that_the_run_has_not_is_nothing_to_compare_with() =>
        Assert.That(
            Decide("test-accuracy of sisa-5", "<= original").Single().Found,
            Is.EqualTo("no seed has a figure 'test-accuracy' to compare")
        );

    [Test]
    public void What_misses_says_by_how_much()
    {
        ExpectationOutcome outcome = Decide("test-accuracy of sisa-20", ">= reference - 0.02").Single();
        Assert.That(outcome.MissedBy, Is.EqualTo(0.03).Within(1e-9));
        Assert.That(outcome.Found, Is.EqualTo("-0.0500 [-0.0500, -0.0500] from reference"));
        Assert.That(outcome.Expected, Is.EqualTo("test-accuracy of sisa-20: >= reference - 0.02"));
    }

    [Test]
    public void A_figure_that_no_seed_has_does_not_hold_and_names_the_nearest() =>
        Assert.That(
            Decide("test-acuracy of sisa-5", ">= 0").Single().Found,
            Is.EqualTo("no seed has a figure 'test-acuracy' to compare; did you mean 'test-accuracy'?")
        );

    [Test]
    public void What_is_no_expectation_is_refused_with_its_place() =>
        Assert.That(
            () => ExpectationRule.Decide([new Expectation("sisa", "fine") { File = "g.yaml", Line = 7 }], [Setting]),
            Throws.TypeOf<InputException>().With.Message.Contains("'fine' is no verdict")
        );

    private static string Holds(string key, string value) =>
        string.Join(' ', Decide(key, value).Select(static outcome => outcome.Holds ? "true" : "false"));

    private static IReadOnlyList<ExpectationOutcome> Decide(string key, string value) =>
        ExpectationRule.Decide([new Expectation(key, value)], [Setting]);

    private static RowVerdict Verdict(string row, Verdict verdict) =>
        new()
        {
            Row = row,
            Verdict = verdict,
            Sentence = "",
            Evidence = [],
        };

    private static RowResult Row(RowRole role, string id, params double[] seeds) =>
        new()
        {
            Role = role,
            Id = id,
            Method = id.Split('-')[0],
            Type = id,
            Kind = "",
            Trials =
            [
                .. seeds.Select(
                    (value, seed) =>
                        new TrialResult
                        {
                            Id = $"{id}/{seed}",
                            Seed = seed,
                            Status = TrialStatus.Completed,
                            Figures = [Accuracy(value), Accuracy(value / 2) with { Name = "lira/test-accuracy" }],
                        }
                ),
            ],
            Summary = [Accuracy(seeds.Average())],
        };

    private static Figure Accuracy(double value) => TrialFigures.TestAccuracy.Of(value, 50);
}
