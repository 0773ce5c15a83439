using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Cluster;
using Unlearn.Engine.Tests.Running;
using Unlearn.Verification;

namespace Unlearn.Engine.Tests.Slurm;

/// <summary>The watch on a clock whose pauses take no time.</summary>
public sealed class SlurmWatchTests
{
    private static readonly QueuedElement Alive = new("101", "RUNNING");

    private TemporaryFolder _folder = null!;
    private ClusterFolder _run = null!;
    private RunRequest _request = null!;
    private FakeSlurm _slurm = null!;

    [SetUp]
    public async Task Submit()
    {
        _folder = new TemporaryFolder();
        _run = new ClusterFolder(_folder["run"]);
        _request = ClusterSamples.Request(FaultTests.Small, _folder);
        _slurm = new FakeSlurm();
        var submitter = new SlurmSubmitter(_slurm, new SlurmOptions(), ClusterSamples.Preparation(_folder));
        await submitter.SubmitAsync(_request, new EventList(), CancellationToken.None);
    }

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public async Task The_end_is_what_the_folder_says_and_not_what_slurm_says()
    {
        _slurm.Queue = static _ => [Alive];
        await FinishAsync();

        RunOutcome? outcome = await WaitAsync(new EventList());

        Assert.That(outcome!.Failed, Is.Empty);
        Assert.That(outcome.Results.Experiment, Is.EqualTo("small"));
        Assert.That(_slurm.Asked, Is.EqualTo(4), "the report's job gets a moment to write its files, and no more");
    }

    [Test]
    public async Task An_unknown_state_means_waiting_and_progress_is_told_meanwhile()
    {
        _slurm.Queue = asked =>
        {
            if (asked == 30)
            {
                FinishAsync().GetAwaiter().GetResult();
            }

            return null;
        };
        var events = new EventList();

        RunOutcome? outcome = await WaitAsync(events);

        Assert.That(outcome, Is.Not.Null);
        Assert.That(_slurm.Asked, Is.EqualTo(32));
        Assert.That(events.All.OfType<RunEnded>(), Is.Empty, "an element's end is not the run's");
        Assert.That(
            events.All.OfType<TasksFinished>().Sum(static finished => finished.Count),
            Is.EqualTo(_run.ReadPlan().Elements.Sum(static element => element.Tasks.Count))
        );
    }

    [Test]
    public async Task Jobs_that_are_out_of_sight_for_a_moment_are_not_gone()
    {
        _slurm.Queue = asked =>
        {
            if (asked == 9)
            {
                FinishAsync().GetAwaiter().GetResult();
            }

            return asked % 3 == 2 ? [Alive] : [];
        };

        Assert.That(await WaitAsync(new EventList()), Is.Not.Null);
    }

    [Test]
    public async Task Jobs_that_are_gone_without_a_report_were_cancelled()
    {
        Assert.That(await WaitAsync(new EventList()), Is.Null);
        Assert.That(_slurm.Asked, Is.LessThan(10 + 1));
    }

    [Test]
    public async Task A_report_that_broke_says_where_its_words_are()
    {
        // The manifest's data went away before the report could read it.
        RunRequest broken = _request with
        {
            Filters = ["nothing/like/this"],
        };
        var worker = new ClusterWorker(TimeProvider.System);
        Assert.That(
            async () => await worker.ReportAsync(broken, new EventList(), CancellationToken.None),
            Throws.TypeOf<InputException>()
        );

        Assert.That(
            async () => await WaitAsync(new EventList()),
            Throws.TypeOf<IOException>().With.Message.Contains("No trial matches").And.Message.Contains("report.txt")
        );
        await Task.CompletedTask;
    }

    [Test]
    public void A_run_that_slurm_does_not_have_cannot_be_watched()
    {
        var watch = new SlurmWatch(_slurm, TimeProvider.System);

        Assert.That(
            async () =>
                await watch.WaitAsync(new ClusterFolder(_folder["other"]), new EventList(), CancellationToken.None),
            Throws.TypeOf<InputException>()
        );
    }

    private Task<RunOutcome?> WaitAsync(EventList events) =>
        new SlurmWatch(_slurm, new HastyClock()).WaitAsync(_run, events, CancellationToken.None);

    private async Task FinishAsync()
    {
        var worker = new ClusterWorker(TimeProvider.System);
        foreach (ClusterElement element in _run.ReadPlan().Elements)
        {
            await worker.RunAsync(_request, element.Number, new EventList(), CancellationToken.None);
        }

        await worker.ReportAsync(_request, new EventList(), CancellationToken.None);
    }

    /// <summary>Timers end at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(
                callback,
                state,
                dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero,
                Timeout.InfiniteTimeSpan
            );
    }
}
