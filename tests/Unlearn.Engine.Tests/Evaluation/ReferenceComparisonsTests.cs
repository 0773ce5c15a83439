using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Learning.Forgetting;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>
/// Paired tests with numbers known by hand. The reference scores every point 0. Where a model gives one member the score 1 instead,
/// that member's component of the AUC is 1 and all others stay 1/2, so the gap is 1/(2n), its variance 1/(4 n^2), and z = 1 for any
/// number n of members; a score of -1 gives z = -1.
/// </summary>
public sealed class ReferenceComparisonsTests : IDisposable
{
    private const double Tolerance = 1e-12;

    /// <summary>p of z = sqrt 2, two-sided: the complementary error function at 1.</summary>
    private const double OfRootTwo = 0.15729920705028513;

    /// <summary>p of z = 1/sqrt 2, two-sided: the complementary error function at 1/2.</summary>
    private const double OfHalfRootTwo = 0.4795001221869535;

    private readonly TemporaryFolder _folder = new();
    private readonly ResultLedger _ledger;
    private readonly PlannedSetting _setting;

    public ReferenceComparisonsTests()
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 2 },
            Forget = [Samples.Digits.Forget[0]],
            Methods =
            [
                .. ((string[])["both", "one", "contrary", "unfinished"]).Select(
                    static (name, i) =>
                        new Named<IUnlearningMethod>(name, new GradientAscent { LearningRate = 0.01 * (i + 1) })
                ),
            ],
            Attacks = [new Named<IVerificationAttack>("loss", new LossThreshold())],
        };
        var store = new ResultStore(_folder["store"], Assert.Fail);
        _ledger = new ResultLedger(store, new WeightSource(store, 1_000_000), Assert.Fail);
        _setting = PlanSamples.Plan(definition).Settings[0];
        Give("reference", 0, 0);
        Give("original", 1, 1);
        Give("null", 0, 0);
        Give("both", 1, 1);
        Give("one", 1, 0);
        Give("contrary", 1, -1);
        Give("unfinished", 1);
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Methods_are_corrected_after_holm_over_the_methods_that_have_a_test()
    {
        Assert.That(P("both"), Is.EqualTo(3 * OfRootTwo).Within(Tolerance));
        Assert.That(P("one"), Is.EqualTo(2 * OfHalfRootTwo).Within(Tolerance));
        Assert.That(P("contrary"), Is.EqualTo(1.0), "plus and minus cancel: raw p is 1");
        Assert.That(P("unfinished"), Is.Null, "a seed without scores leaves no test, and no place in the family");
    }

    [Test]
    public void Yardsticks_keep_their_own_p()
    {
        Assert.That(P("original"), Is.EqualTo(OfRootTwo).Within(Tolerance));
        Assert.That(P("null"), Is.EqualTo(1.0));
        Assert.That(P("reference"), Is.EqualTo(1.0));
    }

    [Test]
    public void Gaps_of_single_seeds_carry_the_paired_interval()
    {
        var comparisons = new ReferenceComparisons(_setting, _ledger);
        PlannedTrial trial = Row("both").Trials[0];
        int members = trial.Case.Request.Forget.Count;

        Figure gap = comparisons.Gap(trial, trial.Attacks[0])!;

        double expected = 1.0 / (2 * members);
        Assert.That(gap.Name, Is.EqualTo("loss/auc-gap"));
        Assert.That(gap.Value, Is.EqualTo(expected).Within(Tolerance));
        Assert.That(gap.Interval!.Method, Is.EqualTo("delong-paired"));
        Assert.That(gap.Interval.Upper, Is.EqualTo(expected * (1 + 1.959963984540054)).Within(1e-9));
        Assert.That(gap.Interval.Lower, Is.EqualTo(expected * (1 - 1.959963984540054)).Within(1e-9));
    }

    [Test]
    public void Methods_are_tested_against_each_other_as_a_family_of_their_own()
    {
        IReadOnlyList<MethodComparison> pairs = new MethodComparisons(_setting, _ledger).All();

        // One model's member stands out in the second seed and the other's does not: z is 0 and 1, p that of 1/sqrt 2. Against the
        // contrary one the second seed's difference is twice as large and so is its error: z is 0 and 1 again.
        Assert.That(
            pairs.Select(static pair => (pair.First, pair.Second)),
            Is.EqualTo(new[] { ("both", "one"), ("both", "contrary"), ("one", "contrary") })
        );
        Assert.That(pairs.Select(static pair => pair.P), Is.All.EqualTo(OfHalfRootTwo).Within(Tolerance));
        Assert.That(pairs.Select(static pair => pair.AdjustedP), Is.All.EqualTo(1.0), "three times 0.48");
        Assert.That(pairs[0].AucDifference, Is.GreaterThan(0.0));
        Assert.That(pairs[1].AucDifference, Is.EqualTo(2 * pairs[0].AucDifference).Within(Tolerance));
    }

    private PlannedRow Row(string id) => _setting.Rows.Single(row => row.Recipe.Id == id);

    private double? P(string row) =>
        new ReferenceComparisons(_setting, _ledger).Tests(Row(row)).SingleOrDefault()?.Value;

    /// <summary>Scores of one trial a seed: one member gets the given score, every other point 0.</summary>
    private void Give(string row, params double[] scores)
    {
        for (int seed = 0; seed < scores.Length; seed++)
        {
            PlannedTrial trial = Row(row).Trials[seed];
            var all = new double[trial.Case.Request.Forget.Count + trial.Case.NonMembers.Count];
            all[0] = scores[seed];
            var figure = new Figure
            {
                Name = "auc",
                Value = 0.5,
                Count = all.Length,
            };
            _ledger.Keep(trial.Attacks[0].Task, new MeasureResult([figure]) { Scores = all }, 0.0);
        }
    }
}
