using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;

namespace Unlearn.Engine.Tests.Planning;

public sealed class PlanningSpeedTests
{
    [Test]
    public void Ten_thousand_trials_are_planned_within_two_seconds_and_500_megabytes()
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 100 },
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Count = 3 })],
            Methods =
            [
                .. Enumerable
                    .Range(1, 97)
                    .Select(static i => new Named<IUnlearningMethod>(
                        "ascent",
                        new GradientAscent { LearningRate = i * 1e-5 }
                    )
                    {
                        Sweep = [$"learningRate={i}e-5"],
                    }),
            ],
        };
        TimeSpan best = TimeSpan.MaxValue;
        ExperimentPlan? plan = null;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            // The best of three: the first one compiles code, and neighbours on a core slow it down for a while.
            plan = null;
            TimeSpan took = ThreadTime.Of(() => plan = PlanSamples.Plan(definition));
            best = took < best ? took : best;
        }

        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.That(plan!.Trials.Count(), Is.EqualTo(10_000));
        Assert.That(best, Is.LessThan(TimeSpan.FromSeconds(2)));
        Assert.That(bytes, Is.LessThan(500_000_000));
        Assert.That(plan.Tasks.Count, Is.GreaterThan(30_000));
    }
}
