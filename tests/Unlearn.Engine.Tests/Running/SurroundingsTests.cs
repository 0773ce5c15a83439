using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Verification;

namespace Unlearn.Engine.Tests.Running;

/// <summary>What the machine around a run may do to it: its clock, its folders, its data.</summary>
public sealed class SurroundingsTests
{
    private static ExperimentDefinition Small => FaultTests.Small;

    [Test]
    public async Task A_clock_that_jumps_back_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Small, folder, "one", "store");
        RunOutcome outcome = await new ExperimentRunner(new BackwardClock()).RunAsync(
            Samples.Request(Small, folder["two"], folder["other"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(outcome.Folder, "results.json")), Is.EqualTo(expected));
        Assert.That(outcome.Timings.TotalSeconds, Is.Positive);
    }

    [Test]
    public void Wrong_data_are_one_error_before_any_training()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Small with
        {
            Forget = [new Named<IForgetScenario>("none", new ClassScenario { Label = "77" })],
        };
        var events = new EventList();
        Assert.That(
            async () =>
                await new ExperimentRunner().RunAsync(
                    Samples.Request(definition, folder["run"], folder["store"]),
                    events,
                    CancellationToken.None
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("77")
        );
        Assert.That(events.Started(), Is.Zero);
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        Assert.That(
            async () =>
                await new ExperimentRunner().RunAsync(
                    Samples.Request(Small, Path.Combine(folder["file"], "run"), folder["store"]),
                    new EventList(),
                    CancellationToken.None
                ),
            Throws.TypeOf<IOException>().With.Message.Contains("cannot be written")
        );
    }

    private sealed class BackwardClock : TimeProvider
    {
        private long _hours;

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddYears(50).AddHours(-Interlocked.Increment(ref _hours));
    }
}
