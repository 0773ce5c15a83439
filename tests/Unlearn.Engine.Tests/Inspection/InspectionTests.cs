using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Data;
using Unlearn.Verification;

namespace Unlearn.Engine.Tests.Inspection;

public sealed class InspectionTests
{
    private static readonly ExperimentDefinition Small = Samples.Digits with
    {
        Forget = [Samples.Digits.Forget[0]],
        Shards = [],
        Attacks = [Samples.Digits.Attacks[0]],
        Methods = [new("nothing", new NothingMethod())],
    };

    private TemporaryFolder _folder = null!;
    private EventList _events = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        _events = new EventList();
        await ExperimentRunnerTests.RunAsync(Small, _folder, "run", "store", events: _events);
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void A_finished_plan_is_cached()
    {
        PlanDescription plan = Describe(Small);
        Assert.That(plan.ToRun, Is.Empty);
        Assert.That(plan.Trials, Is.EqualTo(8));
        Assert.That(plan.EstimatedSeconds, Is.Zero);
    }

    [Test]
    public void The_reason_of_a_task_names_the_input_that_changed()
    {
        PlanDescription plan = Describe(Small with { Training = Small.Training with { LearningRate = 0.05 } });
        TaskDescription original = plan.ToRun.First(static task => task.Kind == "original");
        Assert.That(original.Reason, Is.EqualTo("changed: training.learningRate 0.1 -> 0.05"));
        TaskDescription unlearn = plan.ToRun.First(static task => task.Kind == "unlearn");
        Assert.That(unlearn.Reason, Does.Match("^its input original [0-9a-f]{12} is to run$"));
        Assert.That(plan.EstimatedSeconds, Is.Positive);
        Assert.That(plan.EstimatedDisk, Is.Positive);
    }

    [Test]
    public void An_empty_store_says_so()
    {
        PlanDescription plan = PlanDescription.Of(PlanOf(Small), new ResultStore(_folder["empty"], Ignore));
        Assert.That(plan.ToRun.First().Reason, Does.StartWith("the store has no"));
        Assert.That(plan.Tasks, Has.All.Property("State").EqualTo(TaskState.ToRun));
    }

    [Test]
    public void Members_that_nothing_misses_are_not_needed()
    {
        string copy = _folder["copy"];
        var store = new ResultStore(copy, Ignore);
        foreach (StoreFile file in new ResultStore(_folder["store"], Ignore).Files())
        {
            if (Path.GetExtension(file.Path) == ".json")
            {
                string path = file.Path.Replace(_folder["store"], copy, StringComparison.Ordinal);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(file.Path, path);
            }
        }

        PlanDescription plan = PlanDescription.Of(PlanOf(Small), store);
        Assert.That(plan.ToRun, Is.Empty);
        Assert.That(plan.Tasks.Count(static task => task.State == TaskState.NotNeeded), Is.EqualTo(8));
    }

    [Test]
    public void Looking_at_a_store_makes_nothing()
    {
        var store = ResultStore.ToRead(_folder["nowhere"], Ignore);
        Assert.That(new StoreInspector(store).List(), Is.Empty);
        Assert.That(PlanDescription.Of(PlanOf(Small), store).ToRun, Is.Not.Empty);
        Assert.That(Directory.Exists(_folder["nowhere"]), Is.False);
        Assert.That(PlanDescription.Of(PlanOf(Small), ResultStore.ToRead(_folder["store"], Ignore)).ToRun, Is.Empty);
    }

    [Test]
    public void The_store_lists_and_explains_its_entries()
    {
        var inspector = new StoreInspector(new ResultStore(_folder["store"], Ignore));
        CacheEntry[] entries = [.. inspector.List()];
        Assert.That(entries, Has.Length.EqualTo(PlanOf(Small).Tasks.Count));
        CacheEntry member = entries.First(static entry => entry.Kind == "member");
        Assert.That(inspector.Explain(member.Key[..10]), Is.EqualTo(member));
        Assert.That(member.Inputs, Does.Contain("\"type\":\"mlp\""));
        Assert.That(() => inspector.Explain("zz"), Throws.TypeOf<InputException>());
    }

    [Test]
    public void Verify_finds_and_prune_removes()
    {
        var warnings = new List<string>();
        var store = new ResultStore(_folder["pruned"], warnings.Add);
        for (int i = 0; i < 10; i++)
        {
            string inputs = CanonicalJson.Of(new Dictionary<string, int> { ["kind"] = i });
            store.WriteResult(new EntryHeader(ContentKey.Of(inputs), "attack", inputs, 0, 0), "1"u8);
        }

        StoreFile[] files = [.. store.Files()];
        File.WriteAllText(files[3].Path, "torn");
        var inspector = new StoreInspector(store);
        (int whole, IReadOnlyList<string> damaged) = inspector.Verify(CancellationToken.None);
        Assert.That(whole, Is.EqualTo(9));
        Assert.That(damaged, Is.EqualTo(new[] { files[3].Key.Hex }));

        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.That(inspector.Prune(TimeSpan.FromDays(1), null, now).Entries, Is.Zero);
        Assert.That(inspector.Prune(null, files[0].Bytes * 4, now).Entries, Is.EqualTo(5));
        Assert.That(inspector.Prune(TimeSpan.FromDays(1), null, now.AddDays(2)).Entries, Is.EqualTo(4));
        Assert.That(store.Files(), Is.Empty);
    }

    [Test]
    public void The_status_of_a_run_is_what_was_told()
    {
        RunStatus status = RunStatus.Of(_folder["run"]);
        Assert.That(status.Outcome, Is.EqualTo("completed"));
        Assert.That(status.Finished, Is.EqualTo(status.Tasks));
        Assert.That(status.Running, Is.Empty);
        Assert.That(RunJournal.Read(_folder["run"]).ToArray(), Is.EqualTo(_events.All));
    }

    [Test]
    public void The_status_of_a_run_at_work_leaves_out_the_line_that_is_being_written()
    {
        string folder = _folder["at-work"];
        Directory.CreateDirectory(folder);
        string[] lines = File.ReadAllLines(Path.Combine(_folder["run"], "events.ndjson"));
        File.WriteAllText(Path.Combine(folder, "events.ndjson"), $"{lines[0]}\n{lines[1]}\n{lines[2][..20]}");
        RunStatus status = RunStatus.Of(folder);
        Assert.That(status.Outcome, Is.Null);
        Assert.That(status.Running, Has.Count.EqualTo(1));
    }

    [Test]
    public void Runs_are_listed_with_their_digests()
    {
        RunSummary run = RunSummary.List(_folder.Path).Single(static run => run.Name == "run");
        Assert.That(run.ResultsDigest, Has.Length.EqualTo(64));
        Assert.That(run.Started, Is.Not.Null);
    }

    private static void Ignore(string warning) { }

    private static ExperimentPlan PlanOf(ExperimentDefinition definition) =>
        ExperimentPlanner.Plan(definition, new DataFolders([], AppContext.BaseDirectory), []);

    private PlanDescription Describe(ExperimentDefinition definition) =>
        PlanDescription.Of(PlanOf(definition), new ResultStore(_folder["store"], Ignore));
}
