using System.Text.Json;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>The models beside the attacked one.</summary>
public sealed class AttackPlannerTests
{
    [Test]
    public void Two_shadows_are_enough_to_plan_and_none_or_one_are_not()
    {
        Assert.That(Shadows(2), Is.EqualTo(2));
        Assert.That(() => Shadows(1), Throws.TypeOf<InputException>().With.Message.Contains("even and at least 2"));

        static int Shadows(int asked) =>
            Plan(new Lira(), new BudgetOptions { Shadows = asked }).Tasks.Count(static task => task.Kind == "shadow");
    }

    [Test]
    public void A_budget_of_shadows_is_none_of_the_business_of_attacks_without_any() =>
        Assert.That(() => Plan(new LossThreshold(), new BudgetOptions { Shadows = 5 }), Throws.Nothing);

    [Test]
    public void References_begin_with_the_null_model_and_end_with_the_reference_for_the_null_row_alone()
    {
        PlannedSetting setting = Plan(new AccuracyGap(), new BudgetOptions { References = 3 }).Settings[0];

        foreach (PlannedTrial trial in setting.Rows.SelectMany(static row => row.Trials))
        {
            IReadOnlyList<Target> references = trial.Attacks.Single().Task.Targets.Of(ModelRole.References);
            string reference = $"{trial.Case.Reference.Identity}";
            string other = $"{trial.Case.Null.Identity}";
            bool isNull = trial.Id.Contains("/null/", StringComparison.Ordinal);

            Assert.That(references, Has.Count.EqualTo(3), trial.Id);
            Assert.That($"{references[0].Identity}" == other, Is.EqualTo(!isNull), trial.Id);
            Assert.That($"{references[^1].Identity}" == reference, Is.EqualTo(isNull), trial.Id);
            Assert.That(
                references.Take(2).Select(static model => $"{model.Identity}"),
                Has.None.EqualTo(reference),
                trial.Id
            );
        }
    }

    [Test]
    public void Copies_of_an_ensembles_null_row_are_ensembles()
    {
        PlannedSetting setting = Plan(new ULira { Shadows = 8 }, new BudgetOptions()).Settings[0];

        Assert.That(Copies("null (sisa-3)"), Is.All.EqualTo(3));
        Assert.That(Copies("sisa-3"), Is.All.EqualTo(3));
        Assert.That(Copies("null"), Is.All.EqualTo(1));

        IEnumerable<int> Copies(string row) =>
            setting
                .Rows.Single(one => one.Recipe.Id == row)
                .Trials[0]
                .Attacks.Single()
                .Task.Targets.Of(ModelRole.Unlearned)
                .Select(static copy => copy.Members.Count);
    }

    [Test]
    public void Shadows_are_planned_where_one_of_many_needs_asks_for_them()
    {
        ExperimentPlan plan = Plan(new Rmia { Shadows = 4 }, new BudgetOptions());

        Assert.That(plan.Tasks.Count(static task => task.Kind == "shadow"), Is.EqualTo(4));
    }

    [Test]
    public void An_attack_with_copies_that_names_no_number_gets_sixteen_on_each_side()
    {
        AttackTargets targets = Plan(new Unnumbered(), new BudgetOptions())
            .Trials.First()
            .Attacks.Single()
            .Task.Targets;

        Assert.That(targets.Of(ModelRole.Unlearned), Has.Count.EqualTo(16));
        Assert.That(targets.Of(ModelRole.Retrained), Has.Count.EqualTo(16));
    }

    [Test]
    public void The_key_of_an_attack_without_shadows_says_nothing_of_any()
    {
        Assert.That(Shadows(new LossThreshold()), Is.EqualTo(JsonValueKind.Null));
        Assert.That(Shadows(new Lira { Shadows = 4 }), Is.EqualTo(JsonValueKind.String));

        static JsonValueKind Shadows(IVerificationAttack attack)
        {
            AttackTask task = Plan(attack, new BudgetOptions()).Trials.First().Attacks.Single().Task;
            using var inputs = JsonDocument.Parse(task.Inputs);
            return inputs.RootElement.GetProperty("shadows").ValueKind;
        }
    }

    [Test]
    public void Attacks_in_the_shadow_loop_share_the_copies_of_a_row()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Samples.Digits with
            {
                Attacks =
                [
                    new Named<IVerificationAttack>("u-lira", new ULira { Shadows = 8 }),
                    new Named<IVerificationAttack>("klom", new Klom { Shadows = 4 }),
                ],
            }
        );

        foreach (PlannedTrial trial in plan.Trials)
        {
            IReadOnlyList<Target> eight = trial.Attacks[0].Task.Targets.Of(ModelRole.Unlearned);
            IReadOnlyList<Target> four = trial.Attacks[1].Task.Targets.Of(ModelRole.Unlearned);

            Assert.That(four, Has.Count.EqualTo(2), trial.Id);
            Assert.That(four[0], Is.SameAs(eight[0]), trial.Id);
            Assert.That(four[1], Is.SameAs(eight[1]), trial.Id);
        }
    }

    private static ExperimentPlan Plan(IVerificationAttack attack, BudgetOptions budget) =>
        PlanSamples.Plan(
            Samples.Digits with
            {
                Budget = budget,
                Attacks = [new Named<IVerificationAttack>("attack", attack)],
            }
        );

    /// <summary>Asks for copies of the method and does not say how many.</summary>
    [VerificationAttack("unnumbered")]
    private sealed record Unnumbered : IOutputAttack
    {
        public IReadOnlyList<EvidenceKind> Needs => [CopyEvidence.Kind];

        public IReadOnlyList<FigureKind> Kinds => [];

        public AttackEvidence Evaluate(AttackInput input) => throw new NotSupportedException();
    }
}
