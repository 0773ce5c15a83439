using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Forgetting;

namespace Unlearn.Engine.Tests.Tuning;

/// <summary>Plans over invented points: nothing is trained.</summary>
public sealed class TuningPlannerTests
{
    [Test]
    public void Every_tuned_method_has_the_same_number_of_candidates_on_every_seed()
    {
        TuningPlan plan = Plan(TuningSamples.Digits)!;

        Assert.That(
            plan.Rows.Select(static row => $"{row.Scenario}/{row.Recipe.Id}"),
            Is.EqualTo(new[] { "a-few/fine-tune", "a-few/ascent", "threes/fine-tune", "threes/ascent" })
        );
        foreach (TunedRow row in plan.Rows)
        {
            Assert.That(row.Candidates, Has.Count.EqualTo(4));
            Assert.That(row.Candidates, Is.All.Matches<Candidate>(static one => one!.Seeds.Count == 2));
            Assert.That(row.Yardstick, Has.Count.EqualTo(4), "two other retrained models a seed");
            Assert.That(row.Unmoved, Has.Count.EqualTo(2));
        }

        Assert.That(plan.Measurements.Count(), Is.EqualTo((4 * 4 * 2) + (2 * 4) + (2 * 2)));
    }

    [Test]
    public void No_tuning_seed_is_a_seed_of_the_evaluation()
    {
        var planner = new ExperimentPlanner(TuningSamples.Digits, [PlanSamples.Problem(TuningSamples.Digits)]);
        var all = new TrialFilter([]);
        string[] evaluation =
        [
            .. planner
                .Build(all)
                .Trials.SelectMany(static trial =>
                    (string[])[$"{trial.Case.Request.Seed}", trial.Case.Null.Members[0].Key.Hex]
                ),
        ];
        string[] tuning =
        [
            .. TuningPlan
                .Of(planner, all)!
                .Measurements.SelectMany(static task =>
                    (string[])[$"{task.Case.Request.Seed}", task.Case.Null.Members[0].Key.Hex]
                ),
        ];

        Assert.That(tuning.Intersect(evaluation), Is.Empty);
    }

    [Test]
    public void Candidates_share_originals_and_references()
    {
        TuningPlan plan = Plan(TuningSamples.Digits)!;

        // One original per seed; per seed and scenario a reference and two other retrained models; every other model is a candidate's.
        Assert.That(plan.Tasks.Count(static task => task.Kind == "original"), Is.EqualTo(2));
        Assert.That(plan.Tasks.Count(static task => task.Kind == "reference"), Is.EqualTo(2 * 2 * 3));
        Assert.That(plan.Tasks.Count(static task => task.Kind == "unlearn"), Is.EqualTo(2 * 2 * 4 * 2));
    }

    [Test]
    public void Candidates_of_one_method_may_run_as_one_pass_on_all_seeds()
    {
        IGrouping<string, UnlearnTask>[] passes = Passes(TuningSamples.Digits);

        Assert.That(passes, Has.Length.EqualTo(2), "fine-tune and ascent");
        Assert.That(passes, Is.All.Matches<IGrouping<string, UnlearnTask>>(static pass => pass!.Count() == 2 * 4 * 2));
    }

    [Test]
    public void What_tuning_does_not_search_is_equal_within_a_pass()
    {
        var small = new FineTune { BatchSize = 16 };
        IGrouping<string, UnlearnTask>[] passes = Passes(
            TuningSamples.Digits with
            {
                Methods =
                [
                    .. TuningSamples.Digits.Methods,
                    new Named<IUnlearningMethod>("small", small) { Search = [TuningSamples.FineTune[0]] },
                ],
            }
        );

        Assert.That(passes, Has.Length.EqualTo(3));
        Assert.That(
            passes.SelectMany(static pass => pass).Select(static task => task.Method).OfType<FineTune>(),
            Has.Some.Matches<FineTune>(static method => method!.BatchSize == 16)
        );
        foreach (IGrouping<string, UnlearnTask> pass in passes)
        {
            Assert.That(
                pass.Select(static task => (task.Method as FineTune)?.BatchSize).Distinct().Count(),
                Is.EqualTo(1),
                pass.Key
            );
        }
    }

    [Test]
    public void Candidates_of_a_method_that_does_not_read_the_options_of_members_never_run_as_one_pass()
    {
        IGrouping<string, UnlearnTask>[] passes = Passes(
            TuningSamples.Digits with
            {
                Methods = [TuningSamples.Diverging],
            }
        );

        Assert.That(passes, Has.Length.EqualTo(2));
        foreach (IGrouping<string, UnlearnTask> pass in passes)
        {
            Assert.That(pass.Select(static task => task.Method).Distinct().Count(), Is.EqualTo(1), pass.Key);
        }
    }

    [Test]
    public void The_test_set_stays_unseen_where_there_is_a_population()
    {
        TuningPlan plan = Plan(TuningSamples.Digits)!;
        CandidateTask task = plan.Measurements.First();

        Assert.That(task.Unseen, Is.EqualTo(task.Problem.Population));
        Assert.That(task.Inputs, Does.Not.Contain(task.Problem.Test.Digest));
    }

    [Test]
    public void Methods_that_are_not_tuned_are_named_with_why()
    {
        TuningPlan plan = Plan(
            TuningSamples.Digits with
            {
                Tune = new TuneOptions
                {
                    Trials = 4,
                    Seeds = 2,
                    Except = ["plain"],
                },
                Methods =
                [
                    .. TuningSamples.Digits.Methods,
                    new Named<IUnlearningMethod>("plain", new FineTune()),
                    new Named<IUnlearningMethod>("given", new Ssd()),
                ],
            }
        )!;

        Assert.That(
            plan.Untuned,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["retrain"] = "it is exact: there is nothing to be closer to",
                    ["plain"] = "the manifest excepts it",
                    ["given"] = "it has no option with a search space that the manifest leaves open",
                }
            )
        );
    }

    [Test]
    public void A_filter_tunes_only_what_it_asks_for()
    {
        Assert.That(
            Plan(TuningSamples.Digits, "*/threes/ascent/seed-0")!.Rows.Select(static row => row.Recipe.Id),
            Is.EqualTo(new[] { "ascent" })
        );
        Assert.That(Plan(TuningSamples.Digits, "*/retrain/*"), Is.Null);
    }

    [TestCase(1, 4)]
    [TestCase(2, 4)]
    [TestCase(3, 6)]
    [TestCase(5, 5)]
    public void Spreads_rest_on_at_least_four_pairs_of_retrained_models(int seeds, int pairs)
    {
        TuningPlan plan = Plan(
            TuningSamples.Digits with
            {
                Tune = new TuneOptions { Trials = 1, Seeds = seeds },
            }
        )!;

        Assert.That(plan.Rows, Is.All.Matches<TunedRow>(row => row!.Yardstick.Count == pairs));
        Assert.That(plan.Rows[0].Yardstick.Select(static task => task.Target.Members[0].Key.Hex), Is.Unique);
    }

    [Test]
    public void Without_tune_there_is_no_first_step() =>
        Assert.That(Plan(TuningSamples.Digits with { Tune = null }), Is.Null);

    [Test]
    public void More_trials_keep_the_candidates_that_there_are()
    {
        string[] few = Keys(Plan(TuningSamples.Digits)!);
        string[] many = Keys(
            Plan(
                TuningSamples.Digits with
                {
                    Tune = new TuneOptions { Trials = 8, Seeds = 2 },
                }
            )!
        );

        Assert.That(few.Except(many), Is.Empty);
        Assert.That(many, Has.Length.EqualTo((4 * 8 * 2) + (2 * 4) + (2 * 2)));
    }

    private static string[] Keys(TuningPlan plan) => [.. plan.Measurements.Select(static task => task.Key.Hex)];

    private static IGrouping<string, UnlearnTask>[] Passes(ExperimentDefinition definition) =>
        [.. Plan(definition)!.Tasks.OfType<UnlearnTask>().GroupBy(static task => task.Group)];

    private static TuningPlan? Plan(ExperimentDefinition definition, params string[] filters) =>
        TuningPlan.Of(new ExperimentPlanner(definition, [PlanSamples.Problem(definition)]), new TrialFilter(filters));
}
