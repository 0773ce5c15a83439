using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which trials a filter leaves, and what each is made of.</summary>
public sealed class TrialPlannerTests
{
    [Test]
    public void The_null_row_of_a_method_comes_with_that_method_alone()
    {
        Assert.That(Rows("*/threes/ascent/seed-0"), Is.EqualTo(new[] { "original", "reference", "null", "ascent" }));
        Assert.That(
            Rows("*/threes/sisa-3/seed-0", "*/threes/ascent/seed-1"),
            Is.EqualTo(new[] { "original", "reference", "null", "null (sisa-3)", "sisa-3", "ascent" })
        );

        static IEnumerable<string> Rows(params string[] filters) =>
            PlanSamples.Plan(Samples.Digits, filters).Settings.Single().Rows.Select(static row => row.Recipe.Id);
    }

    [Test]
    public void A_seed_has_the_rows_that_were_chosen_of_it()
    {
        PlannedSetting setting = PlanSamples
            .Plan(Samples.Digits, "*/threes/sisa-3/seed-0", "*/threes/ascent/seed-1")
            .Settings.Single();

        Assert.That(
            setting.Rows.Select(static row =>
                $"{row.Recipe.Id}: {string.Join(", ", row.Trials.Select(static trial => trial.Case.Seed))}"
            ),
            Is.EqualTo(
                new[]
                {
                    "original: 0, 1",
                    "reference: 0, 1",
                    "null: 0, 1",
                    "null (sisa-3): 0",
                    "sisa-3: 0",
                    "ascent: 1",
                }
            )
        );
    }

    [Test]
    public void Tuned_options_are_those_of_the_trials()
    {
        ExperimentPlan plan = new ExperimentPlanner(Samples.Digits, [PlanSamples.Problem(Samples.Digits)]).Build(
            new TrialFilter(["*/ascent/*"]),
            tuned: new Found()
        );

        Assert.That(
            plan.Settings.Select(static setting =>
                ((Unlearn.Learning.Forgetting.Descent.GradientAscent)setting.Rows[^1].Recipe.Method!).LearningRate
            ),
            Is.EqualTo(new[] { 0.25, 0.5 }),
            "of each scenario its own"
        );
    }

    [Test]
    public void A_method_that_trains_its_own_models_is_attacked_beside_its_own_reference()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Samples.Digits with
            {
                Methods = [.. Samples.Digits.Methods, new Named<IUnlearningMethod>("langevin", new Langevin())],
                Attacks = [new Named<IVerificationAttack>("loss", new LossThreshold())],
            }
        );

        foreach (PlannedTrial trial in plan.Settings[0].Rows.SelectMany(static row => row.Trials))
        {
            bool own = trial.Id.Contains("/langevin/", StringComparison.Ordinal);
            Assert.That(trial.ReferenceAttacks, Has.Count.EqualTo(own ? 1 : 0), trial.Id);
            if (own)
            {
                Assert.That(
                    trial.ReferenceAttacks[0].Task.Targets.Target.Identity,
                    Is.EqualTo(trial.Case.Reference.Identity)
                );
                Assert.That(trial.Case.Reference.Members, Is.All.TypeOf<MethodTrainTask>());
                Assert.That(
                    trial.Tasks,
                    Is.EqualTo(
                        new PlanTask[] { trial.Evaluation, trial.Attacks[0].Task, trial.ReferenceAttacks[0].Task }
                    )
                );
            }
        }
    }

    /// <summary>Another learning rate for each scenario.</summary>
    private sealed class Found : IMethodChoice
    {
        public IUnlearningMethod? MethodOf(LearningProblem problem, string scenario, RowRecipe row) =>
            row.Method is Unlearn.Learning.Forgetting.Descent.GradientAscent ascent
                ? ascent with
                {
                    LearningRate = scenario == "threes" ? 0.5 : 0.25,
                }
                : row.Method;
    }
}
