using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Running;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Tests.Tuning;

public sealed class TuningRunTests
{
    private static readonly ExperimentDefinition Tuned = TuningSamples.Digits with
    {
        Methods = [.. TuningSamples.Digits.Methods, TuningSamples.Diverging],
    };

    private TemporaryFolder _folder = null!;
    private byte[] _bytes = null!;
    private ExperimentResults _results = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        _bytes = await ExperimentRunnerTests.RunAsync(Tuned, _folder, "run", "store");
        _results = new RunFolder(_folder["run"]).ReadResults()!;
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void The_whole_search_is_in_the_results()
    {
        TuningResult tuning = _results.Tuning!;

        Assert.That(tuning.Objective, Is.EqualTo("closeness-to-retrain"));
        Assert.That((tuning.Trials, tuning.Seeds), Is.EqualTo((4, 2)));
        Assert.That(tuning.Untuned.Keys, Is.EqualTo(new[] { "retrain" }));
        Assert.That(tuning.Methods, Has.Count.EqualTo(2 * 3));
        TunedMethodResult ascent = Search("a-few", "ascent");
        Assert.That(ascent.Space["learningRate"], Is.EqualTo("0.0001 to 1, logarithmic"));
        Assert.That(ascent.Candidates, Has.Count.EqualTo(4));
        Assert.That(ascent.Candidates[0].Values["learningRate"], Is.EqualTo("1E-06"));
        Assert.That(ascent.Candidates.SelectMany(static one => one.Seeds), Has.All.Count.EqualTo(7));
        Assert.That(ascent.Yardstick.Value, Is.InRange(0.01, 1.01));
        Assert.That(ascent.Yardstick.Count, Is.EqualTo(4), "two retrained models beside the reference on each seed");
        Assert.That(ascent.OtherChoices.Keys, Is.EqualTo(new[] { "average-gaps" }));
    }

    [Test]
    public void The_candidate_that_comes_closest_is_chosen_and_evaluated()
    {
        foreach (TunedMethodResult method in _results.Tuning!.Methods.Where(static one => one.Row != "diverging"))
        {
            double least = method.Candidates.Min(static one => one.Objective!.Value!.Value);
            Assert.That(method.Best.Objective!.Value, Is.EqualTo(least));
            RowResult row = Row(method.Scenario, method.Row);
            Assert.That(row.Options, Does.Contain($"\"learningRate\":{method.Best.Values["learningRate"]}"));
        }

        // A rate of a millionth forgets nothing of a class: one of the larger ones must be closer.
        Assert.That(Search("threes", "ascent").Chosen, Is.Not.Zero);
    }

    [Test]
    public void Doing_nothing_is_scored_beside_the_candidates()
    {
        // A rate of a millionth changes nothing that these figures see, so that candidate 0 scores as the model that did not move.
        TunedMethodResult ascent = Search("threes", "ascent");
        double unmoved = ascent.Unmoved!.Value!.Value;
        Assert.That(ascent.Candidates[0].Objective!.Value, Is.EqualTo(unmoved).Within(0.01));
        Assert.That(unmoved, Is.GreaterThan(ascent.Yardstick.Value!.Value), "a class that is known is not forgotten");
        Assert.That(ascent.Helped, Is.EqualTo(ascent.Best.Objective!.Value < unmoved));
        Assert.That(Search("a-few", "ascent").Unmoved, Is.EqualTo(Search("a-few", "fine-tune").Unmoved));
    }

    [Test]
    public void Settings_are_tuned_on_their_own()
    {
        string[] options = [.. ((string[])["a-few", "threes"]).Select(scenario => Row(scenario, "ascent").Options)];
        Assert.That(options[0], Is.Not.EqualTo(options[1]));
    }

    [Test]
    public void A_candidate_that_diverges_has_lost_and_says_why()
    {
        TunedMethodResult method = Search("a-few", "diverging");

        Assert.That(method.Candidates[0].Objective, Is.Null);
        Assert.That(method.Candidates[0].Reason, Does.Contain("not finite"));
        Assert.That(method.Candidates[0].Seeds, Is.All.Empty);
        Assert.That(method.Candidates[method.Chosen].Values["forget"], Is.EqualTo("never"));
        Assert.That(
            Row("a-few", "diverging").Trials,
            Is.All.Matches<TrialResult>(static trial => trial!.Status == TrialStatus.Completed)
        );
    }

    [Test]
    public async Task Results_are_the_same_bytes_for_any_number_of_workers_and_nothing_is_computed_twice()
    {
        byte[] other = await ExperimentRunnerTests.RunAsync(Tuned, _folder, "other", "store-other", jobs: 3);
        var events = new EventList();
        byte[] again = await ExperimentRunnerTests.RunAsync(Tuned, _folder, "again", "store", events: events);

        Assert.That(other, Is.EqualTo(_bytes));
        Assert.That(again, Is.EqualTo(_bytes));
        Assert.That(
            events
                .All.OfType<TasksStarted>()
                .Where(static started => !started.Description.Contains("diverging", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [Test]
    public void A_plan_shows_the_search_and_waits_for_it()
    {
        PlanDescription plan = Describe(_folder["empty"]);

        Assert.That(plan.Tasks.Count(static task => task.Kind == "tune"), Is.EqualTo(2 * 2 * (4 + 4 + 2 + 2 + 1)));
        TaskDescription[] waiting =
        [
            .. plan.Tasks.Where(static task => task.Reason == "its options come from tuning, which is to run"),
        ];
        Assert.That(waiting.Count(static task => task.Kind == "evaluate"), Is.EqualTo(3 * 2 * 2));
        Assert.That(plan.Tasks.Select(static task => task.Key), Is.Unique);
    }

    [Test]
    public void After_a_run_the_plan_knows_the_options_and_everything_is_cached()
    {
        PlanDescription plan = Describe(_folder["store"]);

        Assert.That(
            plan.ToRun.Where(static task => !task.Label.Contains("tuning", StringComparison.Ordinal)),
            Is.Empty
        );
        Assert.That(plan.Trials, Is.EqualTo(2 * 2 * 7));
    }

    [Test]
    public void A_lock_notices_another_search()
    {
        ManifestLock before = Lock(Tuned);
        ManifestLock after = Lock(Tuned with { Tune = new TuneOptions { Trials = 5 } });

        Assert.That(before.Tuning, Has.Count.EqualTo(6));
        Assert.That(before.Drift(Lock(Tuned)), Is.Empty);
        Assert.That(before.Drift(after), Has.Some.StartsWith("tuning of digits/mlp/a-few/ascent: "));
    }

    private TunedMethodResult Search(string scenario, string row) =>
        _results.Tuning!.Methods.Single(one => one.Scenario == scenario && one.Row == row);

    private RowResult Row(string scenario, string row) =>
        _results.Settings.Single(one => one.Scenario == scenario).Rows.Single(one => one.Id == row);

    private static ManifestLock Lock(ExperimentDefinition definition)
    {
        ExperimentPlanner planner = Planner(definition);
        var all = new TrialFilter([]);
        return ManifestLock.Of(planner.Build(all), TuningPlan.Of(planner, all));
    }

    private static PlanDescription Describe(string store) =>
        PlanDescription.Of(Planner(Tuned), new TrialFilter([]), new ResultStore(store, static _ => { }));

    private static ExperimentPlanner Planner(ExperimentDefinition definition) =>
        new(definition, ProblemLoader.Load(definition, new DataFolders([], AppContext.BaseDirectory)));
}
