using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;

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

    private static ExperimentPlan Plan(IVerificationAttack attack, BudgetOptions budget) =>
        PlanSamples.Plan(
            Samples.Digits with
            {
                Budget = budget,
                Attacks = [new Named<IVerificationAttack>("attack", attack)],
            }
        );
}
