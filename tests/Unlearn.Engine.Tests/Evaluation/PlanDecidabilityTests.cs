using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Evaluation;

public sealed class PlanDecidabilityTests
{
    [Test]
    public void Each_setting_is_judged_by_its_own_points_and_seeds()
    {
        // 4 of 72 training points, or the 18 threes, against 48 unseen points, or the 12 threes of them; two seeds.
        VerdictMargins margins = new();
        Assert.That(
            PlanDecidability.Notes(PlanSamples.Plan(Toy)),
            Is.EqualTo(
                Decidability
                    .Notes(4, 48, 2, margins)
                    .Select(static note => $"toy/softmax/a-few: {note}")
                    .Concat(Decidability.Notes(18, 12, 2, margins).Select(static note => $"toy/softmax/threes: {note}"))
            )
        );
        Assert.That(Decidability.Notes(4, 48, 2, margins), Is.Not.Empty);
    }

    [Test]
    public void Margins_are_those_of_the_manifest()
    {
        ExperimentDefinition wide = Toy with
        {
            Seeds = new SeedPlan { Count = 9 },
            Report = new ReportOptions { Margins = new VerdictMargins { Auc = 0.4 } },
        };

        Assert.That(PlanDecidability.Notes(PlanSamples.Plan(wide)), Has.None.Contains("margin"));
        Assert.That(
            PlanDecidability.Notes(PlanSamples.Plan(wide with { Report = new ReportOptions() })),
            Has.Some.Contains("margin")
        );
    }

    [Test]
    public void Without_an_attack_accuracy_speaks_alone() =>
        Assert.That(
            PlanDecidability.Notes(PlanSamples.Plan(Toy with { Attacks = [] })),
            Is.EqualTo(
                ((string[])["a-few", "threes"]).Select(static scenario =>
                    $"toy/softmax/{scenario}: no attack: accuracy alone says whether the points are forgotten"
                )
            )
        );

    [Test]
    public void What_is_exact_by_construction_need_not_be_measured() =>
        Assert.That(
            PlanDecidability.Notes(
                PlanSamples.Plan(Toy with { Methods = [new Named<IUnlearningMethod>("retrain", new Retrain())] })
            ),
            Is.Empty
        );

    private static ExperimentDefinition Toy => Samples.Digits;
}
