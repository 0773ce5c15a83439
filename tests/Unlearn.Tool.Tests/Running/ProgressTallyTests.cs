using Unlearn.Engine.Running;
using Unlearn.Tool.Running;

namespace Unlearn.Tool.Tests.Running;

public sealed class ProgressTallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Cached_and_finished_tasks_add_up_and_the_estimate_counts_only_this_runs_work()
    {
        var tally = new ProgressTally();
        tally.Add(new RunPlanned(Start, Tasks: 10, Cached: 4));
        tally.Add(new TasksStarted(Start, 0, "shadow", "2 shadows", 2));
        tally.Add(new TasksStarted(Start, 1, "shard", "1 shard", 1));
        tally.Add(new TasksFinished(Start.AddSeconds(6), 0, "shadow", "2 shadows", 2, 6, null));

        Assert.That((tally.Done, tally.Total, tally.Finished, tally.Running), Is.EqualTo((6, 10, 2, "1 shard")));
        Assert.That(tally.Elapsed(Start.AddSeconds(6)), Is.EqualTo(TimeSpan.FromSeconds(6)));
        Assert.That(tally.Left(Start.AddSeconds(6)), Is.EqualTo(TimeSpan.FromSeconds(12)));
    }

    [Test]
    public void The_estimate_counts_work_where_it_is_known()
    {
        var tally = new ProgressTally();
        tally.Add(new RunPlanned(Start, Tasks: 100, Cached: 0) { EstimatedSeconds = 50 });
        tally.Add(
            new TasksFinished(Start.AddSeconds(30), 0, "original", "1 original", 1, 30, null) { EstimatedSeconds = 40 }
        );

        Assert.That(
            tally.Left(Start.AddSeconds(30)),
            Is.EqualTo(TimeSpan.FromSeconds(7.5)),
            "a fifth of the work, not 99 of 100 tasks"
        );
    }

    [Test]
    public void There_is_no_estimate_before_a_first_task_has_finished()
    {
        var tally = new ProgressTally();
        tally.Add(new RunPlanned(Start, Tasks: 10, Cached: 4));

        Assert.That(tally.Left(Start.AddSeconds(5)), Is.Null);
    }

    [TestCase(59, "0:59")]
    [TestCase(61, "1:01")]
    [TestCase(3725, "1:02:05")]
    public void Times_read_like_a_clock(int seconds, string text) =>
        Assert.That(ProgressTally.Clock(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));
}
