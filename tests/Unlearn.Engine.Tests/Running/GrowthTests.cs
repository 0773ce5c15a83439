using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests.Running;

/// <summary>What an experiment that grows costs, and what one that is large costs.</summary>
public sealed class GrowthTests
{
    private static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Forget = [Samples.Digits.Forget[0]],
            Shards = [],
            Methods = [new("nothing", new NothingMethod())],
        };

    [Test]
    public async Task Sixty_four_shadows_after_thirty_two_train_thirty_two_more_and_end_in_the_bytes_of_a_fresh_run()
    {
        using var folder = new TemporaryFolder();
        var first = new EventList();
        var second = new EventList();
        await ExperimentRunnerTests.RunAsync(With(32), folder, "first", "store", events: first);
        byte[] grown = await ExperimentRunnerTests.RunAsync(With(64), folder, "second", "store", events: second);
        byte[] fresh = await ExperimentRunnerTests.RunAsync(With(64), folder, "fresh", "empty");
        Assert.That(first.Started("shadow"), Is.EqualTo(32));
        Assert.That(second.Started("shadow"), Is.EqualTo(32));
        Assert.That(second.Started("original") + second.Started("reference") + second.Started("unlearn"), Is.Zero);
        Assert.That(grown, Is.EqualTo(fresh));

        static ExperimentDefinition With(int shadows) =>
            Small with
            {
                Attacks = [new("lira", new Lira { Shadows = shadows })],
            };
    }

    [Test]
    public async Task Ten_methods_and_three_attacks_train_one_original_one_reference_and_one_shadow_stack()
    {
        using var folder = new TemporaryFolder();
        var events = new EventList();
        ExperimentDefinition definition = Small with
        {
            Seeds = new SeedPlan { Count = 1 },
            Methods =
            [
                .. Enumerable
                    .Range(1, 10)
                    .Select(static i => new Named<IUnlearningMethod>(
                        $"m{i}",
                        new GradientAscent { LearningRate = i * 1e-4 }
                    )),
            ],
            Attacks =
            [
                new("loss", new LossThreshold()),
                new("lira", new Lira { Shadows = 8 }),
                new("offline", new Lira { Shadows = 8, Mode = ReferenceMode.Offline }),
            ],
        };
        await ExperimentRunnerTests.RunAsync(definition, folder, "run", "store", jobs: 1, events);
        foreach ((string kind, int members) in new[] { ("original", 1), ("reference", 2), ("shadow", 8) })
        {
            TasksStarted stack = events.All.OfType<TasksStarted>().Single(started => started.Kind == kind);
            Assert.That(stack.Count, Is.EqualTo(members), kind);
        }
    }

    [Test]
    [Category("Slow")]
    public async Task Two_thousand_trials_leave_memory_where_two_hundred_left_it()
    {
        using var folder = new TemporaryFolder();
        int trials = 0;
        long early = 0;
        var events = new EventList { Heard = Look };
        ExperimentDefinition definition = Small with
        {
            Seeds = new SeedPlan { Count = 200 },
            Training = Small.Training with { Epochs = 1 },
            Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Count = 5 })],
            Attacks = [],
            Methods =
            [
                .. Enumerable
                    .Range(0, 7)
                    .Select(static i => new Named<IUnlearningMethod>(
                        $"m{i}",
                        new GradientAscent { LearningRate = i * 1e-5 }
                    )),
            ],
        };
        await ExperimentRunnerTests.RunAsync(definition, folder, "run", "store", jobs: 1, events);
        long late = Memory();
        await TestContext.Out.WriteLineAsync(
            $"{early / 1_000_000} MB after 200 trials, {late / 1_000_000} MB at the end"
        );
        Assert.That(trials, Is.EqualTo(2000));
        // About 10 MB are measured, the results of the trials themselves. Not in parts of what earlier tests left behind.
        Assert.That(late - early, Is.LessThan(60_000_000));

        void Look(RunEvent told)
        {
            if (told is TasksFinished { Kind: "evaluate" } finished)
            {
                trials += finished.Count;
                early = early == 0 && trials >= 200 ? Memory() : early;
            }
        }

        // All that the process holds, native tensors included; what the collector merely keeps in reserve is given back first.
        static long Memory()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return OwnMemory.Bytes();
        }
    }
}
