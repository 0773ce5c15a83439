using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;

namespace Unlearn.Engine.Tests.Running;

public sealed class FaultTests
{
    internal static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Forget = [Samples.Digits.Forget[0]],
            Shards = [],
            Attacks = [Samples.Digits.Attacks[0]],
            Methods = [new Named<IUnlearningMethod>("ascent", new GradientAscent())],
        };

    [Test]
    public async Task Cancelled_runs_resume_without_repeating_what_is_finished_and_end_in_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Small, folder, "whole", "whole-store");
        int cancelled = 0;
        byte[]? found = null;
        var repeated = new List<TasksFinished>();
        while (found is null)
        {
            // Each attempt gets one group further than the one before: a cancelled run begins nothing new.
            using var stop = new CancellationTokenSource();
            var events = new EventList { Heard = told => Cancel(told, stop) };
            try
            {
                RunOutcome outcome = await new ExperimentRunner().RunAsync(
                    Samples.Request(Small, folder["parts"], folder["store"], jobs: 1),
                    events,
                    stop.Token
                );
                found = await File.ReadAllBytesAsync(Path.Combine(outcome.Folder, "results.json"));
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }

            repeated.AddRange(events.All.OfType<TasksFinished>());
        }

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(cancelled, Is.Positive, "how soon a run hears of it is a matter of neighbours");
        int tasks = PlanSizeOf(Small);
        Assert.That(
            repeated.Sum(static finished => finished.Count),
            Is.LessThanOrEqualTo(tasks),
            "no task finished twice"
        );

        static void Cancel(RunEvent told, CancellationTokenSource stop)
        {
            if (told is TasksFinished)
            {
                stop.Cancel();
            }
        }
    }

    [Test]
    public async Task A_run_stops_within_two_seconds_even_when_a_native_call_does_not()
    {
        using var folder = new TemporaryFolder();
        string end = folder["end"];
        ExperimentDefinition definition = Small with { Methods = [new("deaf", new DeafMethod { Until = end })] };
        using var stop = new CancellationTokenSource();
        var events = new EventList
        {
            Heard = told =>
            {
                if (told is TasksStarted { Kind: "unlearn" })
                {
                    stop.Cancel();
                }
            },
        };

        // That it comes back at all, while the call still waits for its file, is the test. The seconds are the grace that
        // workers get: a stopwatch would measure how busy the machine is.
        Assert.That(
            async () =>
                await new ExperimentRunner().RunAsync(
                    Samples.Request(definition, folder["run"], folder["store"], jobs: 1),
                    events,
                    stop.Token
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(WorkerPool.Grace, Is.LessThan(TimeSpan.FromSeconds(1.8)));
        Assert.That(events.All[^1], Is.InstanceOf<RunEnded>().With.Property("Outcome").EqualTo("cancelled"));
        Assert.That(events.All.OfType<TasksFinished>().Select(static told => told.Kind), Has.None.EqualTo("unlearn"));

        // The thread that was left behind finishes what it does, and what it stores is whole.
        var store = new ResultStore(folder["store"], Assert.Fail);
        int before = store.Files().Count();
        await File.WriteAllTextAsync(end, "");
        Assert.That(() => store.Files().Count(), Is.GreaterThan(before).After(60_000, 50));
    }

    [Test]
    public async Task A_diverged_trial_is_a_result_with_its_loss_curve_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        string second = ForgetDigest(Small, seed: 1);
        ExperimentDefinition definition = Small with
        {
            Methods = [new("diverging", new DivergingMethod { Forget = second }), new("fine", new NothingMethod())],
        };
        RunOutcome outcome = await RunAsync(definition, folder, "run");
        TrialResult failed = outcome.Failed.Single();
        Assert.That(failed.Id, Is.EqualTo("digits/mlp/a-few/diverging/seed-1"));
        Assert.That(failed.Reason, Is.EqualTo("diverging: The weights are not finite."));
        Assert.That(failed.LossCurve, Is.EqualTo(new[] { 0.5, 2.0, double.NaN }));
        RowResult row = outcome.Results.Settings[0].Rows.Single(static row => row.Id == "diverging");
        Assert.That(row.Summary[0].Count, Is.EqualTo(1), "the mean is over completed seeds");

        RunOutcome again = await RunAsync(definition, folder, "again");
        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(again.Folder, "results.json")),
            Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(outcome.Folder, "results.json")))
        );
    }

    [Test]
    public async Task A_training_that_diverges_fails_every_trial_that_needs_it_with_one_reason()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with { Training = Small.Training with { LearningRate = 1e20 } };
        RunOutcome outcome = await RunAsync(definition, folder, "run");
        Assert.That(outcome.Failed.Count(), Is.EqualTo(8));
        Assert.That(outcome.Failed.Select(static trial => trial.Reason), Has.All.Contain("diverged"));
        Assert.That(outcome.Failed.First().LossCurve, Is.Not.Empty);
    }

    [Test]
    public async Task Fail_fast_ends_the_run_at_the_first_failure()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with
        {
            Methods =
            [
                new("diverging", new DivergingMethod()),
                new("slow", new NothingMethod { Milliseconds = 600_000 }),
            ],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"], jobs: 1) with
            {
                FailFast = true,
            },
            new EventList(),
            CancellationToken.None
        );
        Assert.That(
            outcome.Failed.Single(static trial => trial.Id.EndsWith("slow/seed-0", StringComparison.Ordinal)).Reason,
            Does.StartWith("Not run")
        );
    }

    [Test]
    public async Task A_task_that_takes_too_long_fails_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        var fine = new Named<IUnlearningMethod>("fine", new NothingMethod());
        var slow = new Named<IUnlearningMethod>("slow", new NothingMethod { Milliseconds = 600_000 });

        // Everything but the slow method is in the store already: no busy machine can make that too slow for the limit.
        await RunAsync(Small with { Methods = [fine] }, folder, "before");
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Small with { Methods = [slow, fine] }, folder["run"], folder["store"]) with
            {
                TaskTimeout = TimeSpan.FromSeconds(1),
            },
            new EventList(),
            CancellationToken.None
        );
        Assert.That(
            outcome.Failed.Select(static trial => trial.Reason),
            Has.Exactly(2).Items.And.All.Contain("longer than the limit of 1 s")
        );
        Assert.That(
            outcome.Results.Settings[0].Rows.Single(static row => row.Id == "fine").Trials,
            Has.All.Property(nameof(TrialResult.Status)).EqualTo(TrialStatus.Completed)
        );
    }

    [Test]
    public async Task A_worker_that_runs_out_of_memory_fails_its_trials_in_plain_words_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with
        {
            Methods = [new("greedy", new GreedyMethod()), new("fine", new NothingMethod())],
        };
        RunOutcome outcome = await RunAsync(definition, folder, "run");
        Assert.That(
            outcome.Failed.Select(static trial => trial.Reason),
            Has.Exactly(2).Items.And.All.StartsWith("greedy: Memory ran out").And.All.Contain("--jobs")
        );
        Assert.That(
            outcome.Results.Settings[0].Rows.Single(static row => row.Id == "fine").Trials,
            Has.All.Property(nameof(TrialResult.Status)).EqualTo(TrialStatus.Completed)
        );
    }

    [Test]
    public async Task Damaged_entries_are_named_and_computed_again()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Small, folder, "one", "store");
        foreach (
            string entry in Directory.GetFiles(
                Path.Combine(folder["store"], "entries"),
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            byte[] image = await File.ReadAllBytesAsync(entry);
            image[^1] ^= 0x40;
            await File.WriteAllBytesAsync(entry, image);
        }

        var events = new EventList();
        byte[] again = await ExperimentRunnerTests.RunAsync(Small, folder, "two", "store", events: events);
        Assert.That(again, Is.EqualTo(expected));
        Assert.That(events.Faults.Count(), Is.EqualTo(PlanSizeOf(Small)));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[1, 2]")]
    [TestCase("""{"figures": null}""")]
    [TestCase("""{"figures": [null]}""")]
    [TestCase("""{"figures": {}}""")]
    public async Task Results_of_another_form_under_a_right_seal_are_computed_again(string json)
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Small, folder, "first", "store");
        var store = new ResultStore(folder["store"], static _ => { });
        foreach (
            StoreFile entry in store
                .Files()
                .Where(static entry => entry.Path.EndsWith(".json", StringComparison.Ordinal))
        )
        {
            store.WriteResult(store.ReadHeader(entry.Key)!, System.Text.Encoding.UTF8.GetBytes(json));
        }

        var events = new EventList();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Small, folder["second"], folder["store"]),
            events,
            CancellationToken.None
        );

        Assert.That(await File.ReadAllBytesAsync(Path.Combine(outcome.Folder, "results.json")), Is.EqualTo(expected));
        Assert.That(
            events.Faults.Select(static warning => warning.Message),
            Is.Not.Empty.And.All.Contains("another form")
        );
    }

    [Test]
    public async Task Two_runs_at_the_same_time_share_every_training()
    {
        using var folder = new TemporaryFolder();
        EventList[] events = [new(), new()];
        byte[][] results = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(run => ExperimentRunnerTests.RunAsync(Small, folder, $"run-{run}", "store", 1, events[run]))
        );
        Assert.That(results[1], Is.EqualTo(results[0]));
        foreach (string kind in (string[])["original", "reference", "unlearn"])
        {
            Assert.That(events.Sum(list => list.Started(kind)), Is.EqualTo(kind == "reference" ? 4 : 2), kind);
        }
    }

    [Test]
    public async Task A_store_that_refuses_entries_costs_a_warning_and_no_result()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Small, folder, "one", "store");
        Directory.CreateDirectory(Path.Combine(folder["refusing"], "entries"));
        for (int first = 0; first < 256; first++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder["refusing"], "entries", $"{first:x2}"), "");
        }

        var events = new EventList();
        byte[] found = await ExperimentRunnerTests.RunAsync(Small, folder, "two", "refusing", events: events);
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(events.Faults.Single().Message, Does.Contain("cannot be written"));
    }

    private static async Task<RunOutcome> RunAsync(
        ExperimentDefinition definition,
        TemporaryFolder folder,
        string run
    ) =>
        await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder[run], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

    private static ExperimentPlan PlanOf(ExperimentDefinition definition) =>
        new ExperimentPlanner(
            definition,
            ProblemLoader.Load(definition, new DataFolders([], AppContext.BaseDirectory))
        ).Build(new TrialFilter([]));

    private static int PlanSizeOf(ExperimentDefinition definition) => PlanOf(definition).Tasks.Count;

    private static string ForgetDigest(ExperimentDefinition definition, int seed) =>
        PlanOf(definition).Trials.First(trial => trial.Case.Seed == seed).Case.Request.Forget.Digest;
}
