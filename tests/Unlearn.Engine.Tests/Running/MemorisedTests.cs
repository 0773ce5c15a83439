using Unlearn.Core;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Cluster;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Forget sets that depend on trained models: a plan in two steps.</summary>
public sealed class MemorisedTests
{
    private static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Training = Samples.Digits.Training with { Epochs = 15 },
            Forget =
            [
                new Named<IForgetScenario>("known-by-heart", new MemorisedScenario { Count = 20, Shadows = 8 }),
                new Named<IForgetScenario>(
                    "plain",
                    new MemorisedScenario
                    {
                        Count = 20,
                        Shadows = 8,
                        Rank = MemorisationRank.Lowest,
                    }
                ),
            ],
            Shards = [],
            Methods = [new Named<IUnlearningMethod>("retrain", new Retrain())],
            Attacks = [new Named<IVerificationAttack>("lira", new Lira { Shadows = 8 })],
        };

    [Test]
    public async Task Points_with_the_highest_scores_are_missed_when_they_are_gone_and_those_with_the_lowest_are_not()
    {
        using var folder = new TemporaryFolder();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Small, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

        Assert.That(outcome.Failed.Select(static trial => trial.Reason), Is.Empty);
        SettingResult hard = outcome.Results.Settings[0];
        SettingResult easy = outcome.Results.Settings[1];
        Assert.That(hard.ForgetPoints, Is.EqualTo(20));
        double missed = Value(hard, "original", "forget-accuracy") - Value(hard, "reference", "forget-accuracy");
        double unmissed = Value(easy, "original", "forget-accuracy") - Value(easy, "reference", "forget-accuracy");
        Assert.That(missed, Is.GreaterThan(0.3));
        Assert.That(Math.Abs(unmissed), Is.LessThan(0.1));
        Assert.That(Value(hard, "original", "lira/auc"), Is.GreaterThan(0.6));
    }

    [Test]
    public void A_filter_that_chooses_nothing_is_refused_before_any_model_is_trained_for_scores()
    {
        ExperimentPlan some = PlanSamples.Plan(Small, "*/plain/retrain/seed-0");
        InputException error = Assert.Throws<InputException>(() => PlanSamples.Plan(Small, "*/plian/*"))!;

        Assert.That(some.IsScoring, Is.True);
        Assert.That(error.Message, Does.StartWith("No trial matches '*/plian/*'"));
    }

    [Test]
    public async Task The_first_step_scores_and_the_second_uses_what_is_in_the_store()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with { Seeds = new SeedPlan { Count = 1 } };
        var store = new ResultStore(folder["store"], static _ => { });
        var data = new DataFolders([], AppContext.BaseDirectory);
        ExperimentPlan Plan() =>
            StoredScores.Plan(
                new ExperimentPlanner(definition, ProblemLoader.Load(definition, data)),
                new TrialFilter([]),
                store
            );

        ExperimentPlan first = Plan();
        Assert.That(first.IsScoring);
        Assert.That(first.Trials, Is.Empty);
        Assert.That(first.Scoring, Has.Count.EqualTo(1), "both scenarios share the scores");
        Assert.That(first.Tasks, Has.Count.EqualTo(9));
        Assert.That(
            () => LoadedPlan.Of(definition, data, []),
            Throws.TypeOf<InputException>().With.Message.Contains("trained first")
        );

        byte[] one = await ExperimentRunnerTests.RunAsync(definition, folder, "one", "store", jobs: 1);
        ExperimentPlan second = Plan();
        var events = new EventList();
        byte[] again = await ExperimentRunnerTests.RunAsync(definition, folder, "again", "store", jobs: 2, events);
        byte[] fresh = await ExperimentRunnerTests.RunAsync(definition, folder, "fresh", "other", jobs: 2);

        Assert.That(second.IsScoring, Is.False);
        PointSet[] forgotten = [.. second.Trials.Select(static trial => trial.Case.Request.Forget).Distinct()];
        Assert.That(forgotten, Has.Length.EqualTo(2));
        Assert.That(forgotten[0].Intersect(forgotten[1]), Is.Empty);
        Assert.That(events.Started(), Is.Zero);
        Assert.That(again, Is.EqualTo(one));
        Assert.That(fresh, Is.EqualTo(one));
    }

    [Test]
    public async Task A_lock_wants_the_scores_first_and_a_locked_run_wants_their_keys()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with { Seeds = new SeedPlan { Count = 1 } };
        RunRequest request = ClusterSamples.Request(definition, folder);
        ManifestLock unscored = Lock(definition, folder);
        Assert.That(unscored.IsScoring);

        byte[] expected = await ExperimentRunnerTests.RunAsync(definition, folder, "local", "store");
        ManifestLock locked = Lock(definition, folder);
        Assert.That(locked.IsScoring, Is.False);
        Assert.That(locked.Trials, Is.Not.Empty);
        Assert.That(locked.Drift(unscored), Is.Empty, "a store without scores trains what was locked");
        Assert.That(locked.Drift(Lock(definition, folder)), Is.Empty);
        ExperimentDefinition other = definition with { Training = definition.Training with { Epochs = 14 } };
        Assert.That(
            locked.Drift(Lock(other, folder)),
            Has.Some.StartsWith("scores of digits/mlp: ").And.None.StartsWith("trial")
        );

        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder);
        Assert.That(plan.Elements, Is.Empty, "everything is in the store");
        RunOutcome report = await new ClusterWorker(TimeProvider.System).ReportAsync(
            request,
            new EventList(),
            CancellationToken.None
        );
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(report.Folder, "results.json")), Is.EqualTo(expected));
    }

    private static ManifestLock Lock(ExperimentDefinition definition, TemporaryFolder folder)
    {
        var store = new ResultStore(folder["store"], Assert.Fail);
        var planner = new ExperimentPlanner(
            definition,
            ProblemLoader.Load(definition, new DataFolders([], AppContext.BaseDirectory))
        );
        return ManifestLock.Of(StoredScores.Plan(planner, new TrialFilter([]), store));
    }

    private static double Value(SettingResult setting, string row, string figure) =>
        setting.Rows.Single(found => found.Id == row).Summary.Single(found => found.Name == figure).Value!.Value;
}
