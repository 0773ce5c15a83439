using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>What a plan says of itself.</summary>
public sealed class ExperimentPlanTests
{
    [Test]
    public void Verification_needs_yardsticks_and_shadows_and_no_models_of_methods()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits with { Forget = [Samples.Digits.Forget[0]] });

        // Two seeds: a reference and a null model each, three shards of the null row of sisa-3 each; eight shadows for all.
        Assert.That(
            plan.VerificationMembers.GroupBy(static member => member.Kind)
                .Select(static kind => (kind.Key, kind.Count())),
            Is.EquivalentTo(new[] { ("reference", 4), ("shard", 6), ("shadow", 8) })
        );
        Assert.That(plan.VerificationMembers, Is.Unique);
    }

    [Test]
    public void Verification_needs_nothing_that_is_not_planned()
    {
        // The null model of a method that trains its own is made for attacks alone.
        ExperimentPlan plan = PlanSamples.Plan(Own([]));

        Assert.That(plan.Tasks, Is.SupersetOf(plan.VerificationMembers));
        Assert.That(
            plan.VerificationMembers,
            Is.SupersetOf(plan.Trials.SelectMany(static trial => trial.Case.Reference.Members).Distinct())
        );
        Assert.That(
            plan.VerificationMembers,
            Is.SupersetOf(
                plan.Trials.Where(static trial => trial.Id.Contains("/null/", StringComparison.Ordinal))
                    .SelectMany(static trial => trial.Case.Null.Members)
            )
        );
    }

    [Test]
    public void Verification_needs_the_copies_of_attacks_on_a_methods_own_reference()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Own([new Named<IVerificationAttack>("u-lira", new ULira { Shadows = 4 })])
        );
        WeightTask[] needed =
        [
            .. plan
                .Trials.SelectMany(static trial => trial.ReferenceAttacks)
                .SelectMany(static attack => attack.Task.Targets.VerificationMembers)
                .Distinct(),
        ];

        Assert.That(needed, Is.Not.Empty);
        Assert.That(plan.VerificationMembers, Is.SupersetOf(needed));
        Assert.That(plan.Tasks, Is.SupersetOf(needed));
    }

    [Test]
    public void A_plan_of_nothing_waits_for_no_scores() =>
        Assert.That(new ExperimentPlan(Samples.Digits, [], [], [], []).IsScoring, Is.False);

    [Test]
    public void Maps_of_loss_are_planned_where_they_are_asked_for()
    {
        Assert.That(Landscapes(false), Is.Empty);
        Assert.That(Landscapes(true), Has.Count.EqualTo(2));

        static IReadOnlyList<LandscapeTask> Landscapes(bool asked) =>
            PlanSamples
                .Plan(Samples.Digits with { Report = new ReportOptions { Landscape = asked } })
                .Settings[0]
                .Landscapes;
    }

    [Test]
    public void A_plan_whose_forget_sets_wait_for_scores_is_a_first_step()
    {
        ExperimentPlan first = PlanSamples.Plan(Scored);
        ExperimentPlan whole = PlanSamples.Plan(Samples.Digits);

        Assert.That(first.IsScoring, Is.True);
        Assert.That(first.Scoring, Has.Count.EqualTo(1));
        Assert.That(first.VerificationMembers, Is.EquivalentTo(first.Scoring[0].Shadows));
        Assert.That(
            () => ExperimentPlanner.Whole(first),
            Throws.TypeOf<InputException>().With.Message.Contains("'memorised'")
        );
        Assert.That(ExperimentPlanner.Whole(whole), Is.SameAs(whole));
    }

    [Test]
    public void Shadows_behind_scores_count_once_where_attacks_take_them_too()
    {
        ExperimentPlan plan = new ExperimentPlanner(Scored, [PlanSamples.Problem(Scored)]).Build(
            new TrialFilter([]),
            static task => [.. Enumerable.Range(0, 120).Select(static point => (double)point)]
        );

        Assert.That(plan.IsScoring, Is.False);
        Assert.That(
            plan.VerificationMembers.Count(static member => member.Kind == "shadow"),
            Is.EqualTo(16),
            "sixteen for the scores, of which the attack takes eight"
        );
    }

    [Test]
    public void Shadows_of_a_scenario_that_plants_are_trained_on_what_was_planted()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Samples.Digits with
            {
                Forget = [new Named<IForgetScenario>("swapped", new PoisonedScenario { Swap = ["a", "b"], Count = 6 })],
                Attacks = [new Named<IVerificationAttack>("lira", new Lira { Shadows = 4 })],
            }
        );
        PlannedTrial trial = plan.Trials.First();
        Target[] shadows = [.. trial.Attacks[0].Task.Targets.Of(ModelRole.Shadows)];

        Assert.That(shadows, Has.Length.EqualTo(4));
        Assert.That(
            shadows.Select(static shadow => shadow.Members[0].Problem.Data.Dataset),
            Is.All.SameAs(trial.Case.Planted!.Dataset)
        );
        foreach (int point in trial.Case.NonMembers)
        {
            Assert.That(
                shadows.Count(shadow => ((TrainTask)shadow.Members[0]).Spec.Points.Contains(point)),
                Is.EqualTo(2),
                "half of them know each unseen point"
            );
        }
    }

    [Test]
    public void Nothing_is_planted_where_the_original_was_trained_elsewhere()
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Forget = [new Named<IForgetScenario>("swapped", new PoisonedScenario { Swap = ["a", "b"], Count = 6 })],
        };
        LearningProblem given = PlanSamples.Problem(definition).With(new GivenWeights("w.bin", "0f", new float[20]));

        Assert.That(
            () => new ExperimentPlanner(definition, [given]).Build(new TrialFilter([])),
            Throws.TypeOf<InputException>().With.Message.Contains("take `weights` (w.bin) out of the model")
        );
    }

    private static ExperimentDefinition Own(IReadOnlyList<Named<IVerificationAttack>> attacks) =>
        Samples.Digits with
        {
            Methods = [new Named<IUnlearningMethod>("langevin", new Langevin())],
            Attacks = attacks,
        };

    private static ExperimentDefinition Scored =>
        Samples.Digits with
        {
            Forget = [new Named<IForgetScenario>("memorised", new MemorisedScenario { Count = 5, Shadows = 16 })],
        };
}
