using Unlearn.Engine.Running;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;
using Unlearn.Tool.Tests.Terminal;

namespace Unlearn.Tool.Tests.Running;

public sealed class PlainProgressTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [TestCase(Verbosity.Quiet, 0)]
    [TestCase(Verbosity.Minimal, 2)]
    [TestCase(Verbosity.Normal, 4)]
    [TestCase(Verbosity.Detailed, 5)]
    public void Each_level_says_more(object verbosity, int lines) =>
        Assert.That(Lines((Verbosity)verbosity), Has.Length.EqualTo(lines));

    [Test]
    public void Lines_say_what_is_done_and_what_failed()
    {
        string[] lines = Lines(Verbosity.Detailed);

        Assert.That(lines[0], Is.EqualTo("3 tasks, 1 of them in the store"));
        Assert.That(lines[1], Does.StartWith("2/3 after ").And.EndsWith(": 1 original (1.50 s)"));
        Assert.That(lines[2], Is.EqualTo("warning: the disk is nearly full"));
        Assert.That(lines[3], Is.EqualTo("warning: 1 shadow: the loss became NaN"));
        Assert.That(lines[4], Does.StartWith("3/3 done in "));
    }

    [Test]
    public void A_training_that_goes_on_is_told_and_a_run_that_was_only_prepared_is_not_called_done() =>
        Assert.That(
            Lines(
                Verbosity.Detailed,
                new RunPlanned(Start, Tasks: 3, Cached: 1),
                new TrainingResumed(Start, "shadow", "0123456789abcdef", Epoch: 4, Epochs: 30, Seconds: 60)
            ),
            Is.EqualTo(
                new[] { "3 tasks, 1 of them in the store", "shadow model 0123456789ab goes on from epoch 4 of 30" }
            )
        );

    private static string[] Lines(Verbosity verbosity) =>
        Lines(
            verbosity,
            new RunPlanned(Start, Tasks: 3, Cached: 1),
            new TasksStarted(Start, 0, "original", "1 original", 1),
            new TasksFinished(Start, 0, "original", "1 original", 1, 1.5, null),
            new RunWarning(Start, "the disk is nearly full"),
            new TasksFinished(Start, 0, "shadow", "1 shadow", 1, 1, "the loss became NaN\nat native frame #0")
        );

    private static string[] Lines(Verbosity verbosity, params RunEvent[] events)
    {
        var error = new StringWriter();
        var progress = new PlainProgress(
            ConsolesTests.Redirected(new StringWriter(), error),
            verbosity,
            TimeProvider.System
        );
        foreach (RunEvent happened in events)
        {
            progress.Report(happened);
        }

        progress.Dispose();
        progress.Dispose();
        return error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
