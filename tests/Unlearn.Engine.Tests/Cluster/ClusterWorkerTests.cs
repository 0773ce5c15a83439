using Unlearn.Core;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Tests.Cluster;

public sealed class ClusterWorkerTests
{
    private readonly ClusterWorker _worker = new(TimeProvider.System);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Elements_in_any_order_and_the_report_give_the_bytes_of_a_local_run(bool backwards)
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(FaultTests.Small, folder, "local", "local-store");
        RunRequest request = ClusterSamples.Request(FaultTests.Small, folder);
        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder);
        Assert.That(plan.Elements.Count(), Is.GreaterThan(plan.Stages.Count), "several elements a stage");

        foreach (ClusterElement element in backwards ? plan.Elements.Reverse() : plan.Elements)
        {
            ElementOutcome outcome = await RunAsync(request, element.Number);
            Assert.That(outcome, Has.Property(nameof(outcome.Lost)).Zero.And.Property(nameof(outcome.Failures)).Empty);
        }

        var events = new EventList();
        RunOutcome report = await _worker.ReportAsync(request, events, CancellationToken.None);
        Assert.That(events.Started(), Is.Zero, "the report computes nothing");
        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(report.Folder, RunFolder.ResultsFile)),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public async Task Fail_fast_ends_what_has_not_begun_when_the_first_trial_fails()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = FaultTests.Small with
        {
            Methods =
            [
                new Named<IUnlearningMethod>("diverging", new DivergingMethod()),
                new Named<IUnlearningMethod>("fine", new NothingMethod()),
            ],
        };
        RunRequest request = ClusterSamples.Request(definition, folder) with { FailFast = true };
        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder, pack: 0);
        RunRequest elsewhere = new ClusterFolder(folder["run"])
            .ReadRun()
            .ToRequest(request.Experiment, new ClusterFolder(folder["run"]));
        Assert.That(elsewhere.FailFast);
        request = elsewhere with { Definition = request.Definition };

        var started = new List<int>();
        foreach (ClusterElement element in plan.Elements)
        {
            var events = new EventList();
            ElementOutcome outcome = await _worker.RunAsync(request, element.Number, events, CancellationToken.None);
            started.Add(events.Started());
            Assert.That(outcome.Lost, Is.Zero, "nobody is to start the element again");
        }

        int first = plan.Elements.First(static element => element.Description.Contains("diverging")).Number;
        Assert.That(started[..(first + 1)], Has.All.EqualTo(1));
        Assert.That(started[(first + 1)..], Is.Not.Empty.And.All.Zero);
        RunOutcome report = await _worker.ReportAsync(request, new EventList(), CancellationToken.None);
        Assert.That(report.Failed.Select(static trial => trial.Reason), Has.Some.Contain("not finite"));
        Assert.That(report.Failed.Select(static trial => trial.Reason), Has.Some.StartWith("Not run"));

        // The same command tries again what was left out.
        RunRequest again = request with
        {
            FailFast = false,
            Failures = null,
        };
        RunOutcome local = await new ExperimentRunner().RunAsync(again, new EventList(), CancellationToken.None);
        Assert.That(local.Failed.Select(static trial => trial.Reason), Has.All.Contain("not finite"));
    }

    [Test]
    public async Task The_status_of_a_run_adds_up_what_its_elements_did()
    {
        using var folder = new TemporaryFolder();
        RunRequest request = ClusterSamples.Request(FaultTests.Small, folder);
        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder);

        await RunAsync(request, 0);
        RunStatus first = RunStatus.Of(folder["run"]);
        foreach (ClusterElement element in plan.Elements)
        {
            await RunAsync(request, element.Number);
        }

        RunStatus all = RunStatus.Of(folder["run"]);
        Assert.That(first.Tasks, Is.EqualTo(plan.Elements.Sum(static element => element.Tasks.Count)));
        Assert.That(first.Finished, Is.EqualTo(plan.Element(0).Tasks.Count));
        Assert.That(all.Finished, Is.EqualTo(all.Tasks));
        Assert.That(all.Outcome, Is.Null, "the report is missing");
    }

    [Test]
    public async Task A_report_before_its_time_names_what_is_missing_and_hinders_nobody()
    {
        using var folder = new TemporaryFolder();
        RunRequest request = ClusterSamples.Request(FaultTests.Small, folder);
        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder);

        RunOutcome early = await _worker.ReportAsync(request, new EventList(), CancellationToken.None);
        Assert.That(early.Failed.Select(static trial => trial.Reason), Is.All.EqualTo(ClusterWorker.NeverComputed));
        Assert.That(early.Failed, Is.Not.Empty);

        foreach (ClusterElement element in plan.Elements)
        {
            await RunAsync(request, element.Number);
        }

        RunOutcome late = await _worker.ReportAsync(request, new EventList(), CancellationToken.None);
        Assert.That(late.Failed, Is.Empty);
    }

    [Test]
    public async Task What_an_element_gave_up_fails_its_trials_alone_and_only_in_this_run()
    {
        using var folder = new TemporaryFolder();
        RunRequest request = ClusterSamples.Request(FaultTests.Small, folder);
        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder, pack: 0);
        ClusterElement unlearning = plan.Elements.First(static element =>
            element.Description.Contains("unlearned", StringComparison.Ordinal)
        );
        await _worker.GiveUpAsync(request, unlearning.Number, "It died.", new EventList(), CancellationToken.None);
        foreach (ClusterElement element in plan.Elements)
        {
            await RunAsync(request, element.Number);
        }

        RunOutcome outcome = await _worker.ReportAsync(request, new EventList(), CancellationToken.None);
        TrialResult[] failed = [.. outcome.Failed];
        Assert.That(failed.Select(static trial => trial.Reason), Is.All.EqualTo("It died."));
        Assert.That(failed.Select(static trial => trial.Id), Is.All.Contains("/ascent/").And.Not.Empty);

        ClusterPlan again = await ClusterSamples.PrepareAsync(request, folder, pack: 0);
        Assert.That(
            again.Elements.SelectMany(static element => element.Tasks),
            Is.SupersetOf(unlearning.Tasks),
            "a new attempt tries again"
        );
    }

    [Test]
    public async Task A_task_that_fails_settles_its_element_and_the_reason_reaches_later_elements()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = FaultTests.Small with
        {
            Methods = [new Named<IUnlearningMethod>("refusing", new RefusingMethod())],
        };
        byte[] expected = await ExperimentRunnerTests.RunAsync(definition, folder, "local", "local-store");
        RunRequest request = ClusterSamples.Request(definition, folder);
        ClusterPlan plan = await ClusterSamples.PrepareAsync(request, folder);
        var failures = new List<string>();
        foreach (ClusterElement element in plan.Elements)
        {
            ElementOutcome outcome = await RunAsync(request, element.Number);
            Assert.That(outcome.Lost, Is.Zero);
            failures.AddRange(outcome.Failures);
        }

        RunOutcome report = await _worker.ReportAsync(request, new EventList(), CancellationToken.None);
        Assert.That(failures, Is.All.Contains("I would rather not.").And.Not.Empty);
        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(report.Folder, RunFolder.ResultsFile)),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public async Task Another_machine_with_other_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        RunRequest request = ClusterSamples.Request(FaultTests.Small, folder);
        await ClusterSamples.PrepareAsync(request, folder);
        RunRequest other = ClusterSamples.Request(FaultTests.Small with { Seeds = new SeedPlan { Base = 8 } }, folder);

        Assert.That(
            async () => await RunAsync(other, 0),
            Throws.TypeOf<InputException>().With.Message.Contains("differ from those of the machine that planned")
        );
    }

    [Test]
    public async Task What_other_machines_are_told_is_what_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        RunRequest request = ClusterSamples.Request(FaultTests.Small, folder) with
        {
            Filters = ["*/ascent/*"],
            TaskTimeout = TimeSpan.FromSeconds(90),
        };
        await ClusterSamples.PrepareAsync(request, folder);
        var cluster = new ClusterFolder(folder["run"]);

        RunRequest told = cluster.ReadRun().ToRequest(request.Experiment, cluster);

        Assert.That(told.Filters, Is.EqualTo(request.Filters));
        Assert.That(told.TaskTimeout, Is.EqualTo(request.TaskTimeout));
        Assert.That(told.Store, Is.EqualTo(request.Store));
        Assert.That(told.Failures, Is.EqualTo(request.Failures));
        Assert.That(told.Data.Base, Is.EqualTo(Path.GetFullPath(request.Data.Base)));
        Assert.That(told.Jobs, Is.EqualTo(1));
    }

    private Task<ElementOutcome> RunAsync(RunRequest request, int element) =>
        _worker.RunAsync(request, element, new EventList(), CancellationToken.None);
}
