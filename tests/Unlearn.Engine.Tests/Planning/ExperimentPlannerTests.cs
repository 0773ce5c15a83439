using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Planning;

public sealed class ExperimentPlannerTests
{
    private static ExperimentDefinition Definition => Samples.Digits;

    [Test]
    public void Trials_are_scenarios_times_rows_times_seeds_with_unique_ids()
    {
        ExperimentPlan plan = PlanSamples.Plan(Definition);
        string[] ids = [.. plan.Trials.Select(static trial => trial.Id)];
        Assert.That(ids, Has.Length.EqualTo(2 * 8 * 2).And.Unique);
        Assert.That(ids, Has.Member("toy/softmax/threes/sisa-3/seed-1"));
    }

    [Test]
    public void Every_method_and_attack_shares_originals_references_and_shadows()
    {
        ExperimentDefinition definition = Definition with
        {
            Seeds = new SeedPlan { Count = 1 },
            Forget = [Definition.Forget[0]],
            Methods =
            [
                .. Enumerable
                    .Range(1, 10)
                    .Select(static i => new Named<IUnlearningMethod>(
                        $"ascent-{i}",
                        new GradientAscent { LearningRate = i * 1e-4 }
                    )),
            ],
            Attacks =
            [
                new Named<IVerificationAttack>("loss", new LossThreshold()),
                new Named<IVerificationAttack>("lira", new Lira { Shadows = 8 }),
                new Named<IVerificationAttack>("offline", new Lira { Shadows = 8, Mode = ReferenceMode.Offline }),
            ],
        };
        ExperimentPlan plan = PlanSamples.Plan(definition);
        Assert.That(Count(plan, "original"), Is.EqualTo(1));
        Assert.That(Count(plan, "reference"), Is.EqualTo(2), "the reference and the null model");
        Assert.That(Count(plan, "shadow"), Is.EqualTo(8));
        Assert.That(Count(plan, "unlearn"), Is.EqualTo(10));
    }

    [Test]
    public void A_larger_request_contains_the_smaller_one_whatever_their_names_are()
    {
        Named<IForgetScenario>[] entries =
        [
            new("many", new RandomScenario { Count = 20 }),
            new("few", new RandomScenario { Count = 5 }),
            new("share", new RandomScenario { Fraction = 0.5 }),
        ];
        PlannedSetting[] settings = [.. PlanSamples.Plan(Definition with { Forget = entries }).Settings];

        for (int seed = 0; seed < 2; seed++)
        {
            PointSet[] forget = [.. settings.Select(setting => setting.Rows[0].Trials[seed].Case.Request.Forget)];
            Assert.That(forget[1], Is.SubsetOf(forget[0]));
            Assert.That(forget[0], Is.SubsetOf(forget[2]));
        }
    }

    [Test]
    public void Another_name_of_a_scenario_is_no_other_work()
    {
        ExperimentPlan named = PlanSamples.Plan(Definition);
        ExperimentPlan renamed = PlanSamples.Plan(
            Definition with
            {
                Forget = [.. Definition.Forget.Select(static (entry, i) => entry with { Name = $"other-{i}" })],
            }
        );

        Assert.That(
            renamed.Tasks.Select(static task => task.Key),
            Is.EquivalentTo(named.Tasks.Select(static task => task.Key))
        );
    }

    [Test]
    public void Tasks_come_after_those_that_they_depend_on_and_once_each()
    {
        ExperimentPlan plan = PlanSamples.Plan(Definition);
        var seen = new HashSet<PlanTask>();
        foreach (PlanTask task in plan.Tasks)
        {
            Assert.That(task.Dependencies.Distinct(), Is.SubsetOf(seen));
            Assert.That(seen.Add(task), Is.True);
        }

        Assert.That(plan.Tasks.Select(static task => task.Key), Is.Unique);
    }

    [Test]
    public void More_shadows_only_add_members_and_each_point_is_inside_exactly_half()
    {
        HashSet<string> few = Shadows(16, out IReadOnlyList<TrainTask> small);
        HashSet<string> many = Shadows(32, out IReadOnlyList<TrainTask> large);
        Assert.That(many, Is.SupersetOf(few).And.Count.EqualTo(32));
        for (int point = 0; point < 120; point++)
        {
            int id = point;
            Assert.That(small.Count(shadow => shadow.Spec.Points.Contains(id)), Is.EqualTo(8));
            Assert.That(large.Count(shadow => shadow.Spec.Points.Contains(id)), Is.EqualTo(16));
        }
    }

    [Test]
    public void An_attack_that_asks_for_fewer_shadows_keeps_its_key_when_another_asks_for_more()
    {
        ExperimentPlan alone = PlanSamples.Plan(Definition);
        ExperimentPlan beside = PlanSamples.Plan(
            Definition with
            {
                Attacks = [new Named<IVerificationAttack>("big", new Lira { Shadows = 20 }), .. Definition.Attacks],
            }
        );
        Assert.That(LiraKeys(beside), Is.EqualTo(LiraKeys(alone)));

        static IEnumerable<string> LiraKeys(ExperimentPlan plan) =>
            plan.Trials.Select(static trial =>
                trial.Attacks.Single(static attack => attack.Name == "lira").Task.Key.Hex
            );
    }

    [Test]
    public void A_budget_sets_the_number_of_shadows()
    {
        ExperimentPlan plan = PlanSamples.Plan(Definition with { Budget = new BudgetOptions { Shadows = 4 } });
        Assert.That(Count(plan, "shadow"), Is.EqualTo(4));
    }

    [Test]
    public void An_odd_number_of_shadows_is_refused_in_words() =>
        Assert.That(
            () => PlanSamples.Plan(Definition with { Budget = new BudgetOptions { Shadows = 5 } }),
            Throws.TypeOf<InputException>().With.Message.Contains("even")
        );

    [Test]
    public void More_seeds_methods_or_shards_leave_existing_keys_alone()
    {
        HashSet<string> before = Keys(Definition);
        HashSet<string> after = Keys(
            Definition with
            {
                Seeds = Definition.Seeds with { Count = 3 },
                Shards = [1, 2, 3],
                Methods = [new Named<IUnlearningMethod>("tuned", new FineTune()), .. Definition.Methods],
            }
        );
        Assert.That(after, Is.SupersetOf(before));
    }

    [Test]
    public void Names_are_no_inputs()
    {
        ExperimentDefinition renamed = Definition with
        {
            Name = "renamed",
            Description = "other words",
            Report = new ReportOptions { Formats = [] },
            Methods =
            [
                .. Definition.Methods.Select(static method => new Named<IUnlearningMethod>(
                    $"x-{method.Name}",
                    method.Value
                )),
            ],
        };
        Assert.That(Keys(renamed), Is.EquivalentTo(Keys(Definition)));
    }

    [Test]
    public void Every_input_changes_the_keys_that_depend_on_it()
    {
        HashSet<string> before = Keys(Definition);
        Assert.That(
            Keys(Definition with { Training = Definition.Training with { LearningRate = 0.11 } }),
            Has.None.AnyOf(before.ToArray<object>())
        );
        Assert.That(
            Keys(Definition with { Seeds = Definition.Seeds with { Base = 8 } }),
            Has.None.AnyOf(before.ToArray<object>())
        );
    }

    [Test]
    public void Keys_are_what_they_always_were()
    {
        // A changed value means that every store in the world is empty: raise versions on purpose, not by accident.
        ExperimentPlan plan = PlanSamples.Plan(Definition);
        PlannedTrial trial = plan.Trials.Single(static trial => trial.Id == "toy/softmax/a-few/sisa-3/seed-1");
        Assert.That(
            new[]
            {
                trial.Case.Original.Members[0].Key.Short,
                trial.Case.Reference.Members[0].Key.Short,
                trial.Evaluation.Key.Short,
                trial.Attacks[1].Task.Key.Short,
            },
            Is.EqualTo(new[] { "12ff6a6b6c11", "e3559a1d8521", "88bbcf90afc1", "ab079e8440a4" })
        );
    }

    [Test]
    public void A_filter_keeps_the_yardsticks_of_what_it_chooses()
    {
        ExperimentPlan plan = PlanSamples.Plan(Definition, "*/threes/sisa-3/seed-0");
        Assert.That(
            plan.Trials.Select(static trial => trial.Id),
            Is.EqualTo(
                new[] { "original", "reference", "null", "null (sisa-3)", "sisa-3" }.Select(static row =>
                    $"toy/softmax/threes/{row}/seed-0"
                )
            )
        );
    }

    [Test]
    public void An_ensemble_has_a_null_row_of_its_own_with_other_seeds_and_the_same_points()
    {
        ExperimentPlan plan = PlanSamples.Plan(Definition);
        PlannedRow[] rows = [.. plan.Settings[0].Rows];
        PlannedRow sisa = rows.Single(static row => row.Recipe.Id == "sisa-3");
        PlannedRow own = rows.Single(row => row.Recipe.Id == sisa.Recipe.OwnNull);

        Assert.That(own.Recipe.Role, Is.EqualTo(RowRole.Null));
        Assert.That(rows.Count(static row => row.Recipe.OwnNull is not null), Is.EqualTo(1), "one shard needs none");
        foreach ((PlannedTrial trial, PlannedTrial other) in sisa.Trials.Zip(own.Trials))
        {
            TrainTask[] shards = [.. trial.Evaluation.Target.Members.Cast<TrainTask>()];
            TrainTask[] others = [.. other.Evaluation.Target.Members.Cast<TrainTask>()];
            Assert.That(others, Has.Length.EqualTo(3));
            Assert.That(
                others.Select(static shard => shard.Key),
                Has.None.AnyOf(shards.Select(static shard => shard.Key).ToArray())
            );
            Assert.That(
                others.SelectMany(static shard => shard.Spec.Points.Ids).Order(),
                Is.EqualTo(trial.Case.Request.Retain.Ids)
            );
            Assert.That(other.Evaluation.Before, Is.Null);
            Assert.That(plan.VerificationMembers, Is.SupersetOf(others));
        }
    }

    [Test]
    public void A_filter_that_chooses_nothing_says_what_ids_look_like() =>
        Assert.That(
            () => PlanSamples.Plan(Definition, "mnist/*"),
            Throws.TypeOf<InputException>().With.Message.Contains("toy/softmax/a-few")
        );

    [Test]
    public void Two_rows_of_one_name_are_refused() =>
        Assert.That(
            () =>
                PlanSamples.Plan(
                    Definition with
                    {
                        Methods = [.. Definition.Methods, new Named<IUnlearningMethod>("sisa-3", new Retrain())],
                    }
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("sisa-3")
        );

    [Test]
    public void An_attack_in_the_shadow_loop_gets_copies_with_other_seeds_for_every_row()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Definition with
            {
                Attacks = [new Named<IVerificationAttack>("u-lira", new ULira { Shadows = 8 })],
            }
        );
        foreach (PlannedTrial trial in plan.Trials)
        {
            AttackTargets targets = trial.Attacks.Single().Task.Targets;
            Assert.That(targets.Of(ModelRole.Unlearned), Has.Count.EqualTo(4));
            Assert.That(targets.Of(ModelRole.Retrained), Has.Count.EqualTo(4));
            Assert.That(
                targets
                    .Of(ModelRole.Unlearned)
                    .Concat(targets.Of(ModelRole.Retrained))
                    .Append(targets.Target)
                    .Select(static model => model.Identity),
                Is.Unique
            );
        }
    }

    [Test]
    public void References_never_hold_the_attacked_model()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Definition with
            {
                Budget = new BudgetOptions { References = 3 },
                Attacks =
                [
                    new Named<IVerificationAttack>("gap", new Unlearn.Verification.Attacks.Behaviour.AccuracyGap()),
                ],
            }
        );
        foreach (PlannedTrial trial in plan.Trials)
        {
            AttackTargets targets = trial.Attacks.Single().Task.Targets;
            Assert.That(targets.Of(ModelRole.References), Has.Count.EqualTo(3));
            Assert.That(
                targets.Of(ModelRole.References).Select(static model => model.Identity),
                Is.Unique.And.None.EqualTo(targets.Target.Identity)
            );
        }
    }

    private static int Count(ExperimentPlan plan, string kind) => plan.Tasks.Count(task => task.Kind == kind);

    private static HashSet<string> Keys(ExperimentDefinition definition) =>
        [.. PlanSamples.Plan(definition).Tasks.Select(static task => task.Key.Hex)];

    private static HashSet<string> Shadows(int count, out IReadOnlyList<TrainTask> tasks)
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Definition with
            {
                Attacks = [new Named<IVerificationAttack>("lira", new Lira { Shadows = count })],
            }
        );
        tasks = [.. plan.Tasks.OfType<TrainTask>().Where(static task => task.Kind == "shadow")];
        return [.. tasks.Select(static task => task.Key.Hex)];
    }
}
