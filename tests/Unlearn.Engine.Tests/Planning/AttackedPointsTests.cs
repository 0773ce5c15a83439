using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Tokens;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which points an attack gets: the forgotten ones, or those that were planted for it.</summary>
public sealed class AttackedPointsTests
{
    private static readonly Named<IForgetScenario> Swapped = new(
        "swapped",
        new PoisonedScenario { Swap = ["a", "b"], Count = 6 }
    );

    private static readonly Named<IForgetScenario> Few = new("few", new RandomScenario { Count = 5 });

    [TestCase("a", "b")]
    [TestCase("b", "a")]
    public void Swapped_labels_are_for_the_attack_on_the_same_two_classes(string first, string second)
    {
        var attack = new InterclassConfusion { First = first, Second = second };
        ForgetCase one = Plan(attack, Swapped).Trials.First().Case;

        Assert.That(one.Planted?.Swapped, Is.Not.Null);
        Assert.That(AttackedPoints.Of(attack, one), Is.SameAs(one.Planted!.Swapped));
        Assert.That(AttackedPoints.Of(new Backdoor(), one), Is.Null, "nothing has a trigger");
    }

    [TestCase("a", "c")]
    [TestCase("c", "b")]
    [TestCase("d", "c")]
    public void An_attack_on_other_classes_is_told_which_were_swapped(string first, string second) =>
        Assert.That(
            () => Plan(new InterclassConfusion { First = first, Second = second }, Swapped, Few),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains(
                    "labels are swapped between the classes a and b; give it `first: a` and `second: b`."
                )
        );

    [Test]
    public void Attacks_on_what_was_never_planted_are_told_what_plants_it()
    {
        Assert.That(
            () => Plan(new InterclassConfusion(), Few),
            Throws.TypeOf<InputException>().With.Message.Contains("no scenario swaps labels; `poisoned: {")
        );
        Assert.That(
            () => Plan(new Backdoor(), Few, Swapped),
            Throws.TypeOf<InputException>().With.Message.Contains("no scenario plants a trigger; `poisoned: {")
        );
    }

    [Test]
    public void Of_several_swaps_the_first_is_told() =>
        Assert.That(
            static () =>
                Plan(
                    new InterclassConfusion { First = "a", Second = "d" },
                    Swapped,
                    new("others", new PoisonedScenario { Swap = ["c", "d"], Count = 6 })
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("labels are swapped between the classes a and b;")
        );

    [TestCase(1)]
    [TestCase(5)]
    public void One_forgotten_text_with_wrong_answers_is_enough_to_compare_with_them(int answered) =>
        Assert.That(() => CheckTruth(answered), Throws.Nothing);

    [Test]
    public void Without_wrong_answers_of_a_forgotten_text_there_is_nothing_to_compare_the_right_one_with() =>
        Assert.That(
            static () => CheckTruth(0),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains(
                    "Attack 'truth' compares right with wrong answers, and for scenario 'few' no point of 'texts' that is forgotten has wrong ones."
                )
        );

    [Test]
    public void One_scenario_with_something_to_look_at_is_enough() =>
        Assert.That(
            Plan(new InterclassConfusion { First = "a", Second = "b" }, Few, Swapped)
                .Trials.Where(static trial => trial.Attacks.Count > 0)
                .Select(static trial => trial.Case.Scenario)
                .Distinct(),
            Is.EqualTo(new[] { "swapped" })
        );

    [Test]
    public void Every_other_attack_gets_the_forgotten_points_and_those_they_are_compared_with()
    {
        var attack = new LossThreshold();
        ForgetCase one = Plan(attack, Few).Trials.First().Case;
        var points = AttackedPoints.Of(attack, one)!;

        Assert.That(points.Members, Is.SameAs(one.Request.Forget));
        Assert.That(points.NonMembers, Is.SameAs(one.NonMembers));
    }

    // Five texts are forgotten, the first so many of which have wrong answers; texts that are kept all have some.
    private static void CheckTruth(int answered)
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Forget = [Few],
            Shards = [],
            Methods = [],
            Attacks = [],
        };
        PointSet forget = Forgotten(PlanSamples.Texts(definition)).Request.Forget;
        HashSet<int> silent = [.. forget.Ids.Skip(answered)];

        AttackedPoints.Check(
            definition with
            {
                Attacks = [new Named<IVerificationAttack>("truth", new TruthRatioAttack())],
            },
            [Forgotten(PlanSamples.Texts(definition, point => !silent.Contains(point)))]
        );

        ForgetCase Forgotten(LearningProblem problem) =>
            new ExperimentPlanner(definition, [problem]).Build(new TrialFilter([])).Trials.First().Case;
    }

    private static ExperimentPlan Plan(IVerificationAttack attack, params Named<IForgetScenario>[] scenarios) =>
        PlanSamples.Plan(
            Samples.Digits with
            {
                Forget = scenarios,
                Attacks = [new Named<IVerificationAttack>("attack", attack)],
            }
        );
}
