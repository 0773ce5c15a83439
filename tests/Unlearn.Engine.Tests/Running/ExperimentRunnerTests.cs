using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Running;

public sealed class ExperimentRunnerTests
{
    [Test]
    public async Task A_small_experiment_on_digits_runs_from_definition_to_results()
    {
        using var folder = new TemporaryFolder();
        var events = new EventList();
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(Samples.Digits, folder["run"], folder["store"]),
            events,
            CancellationToken.None
        );

        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        Assert.That(outcome.Results.Settings, Has.Count.EqualTo(2));
        SettingResult few = outcome.Results.Settings[0];
        Assert.That(
            few.Rows.Select(static row => row.Id),
            Is.EqualTo(
                new[] { "original", "reference", "null", "null (sisa-3)", "retrain", "sisa-1", "sisa-3", "ascent" }
            )
        );
        Assert.That(few.Rows[0].Trials[0].Id, Is.EqualTo("digits/mlp/a-few/original/seed-0"));
        Figure test = few.Rows[1].Summary.Single(static figure => figure.Name == TrialFigures.TestAccuracy.Name);
        Assert.That(test.Value, Is.GreaterThan(0.7));
        Figure forgotten = outcome
            .Results.Settings[1]
            .Rows[1]
            .Summary.Single(static figure => figure.Name == TrialFigures.ForgetAccuracy.Name);
        Assert.That(forgotten.Value, Is.Zero, "a class that was never seen cannot be predicted");
        Assert.That(few.Rows[0].Summary.Select(static figure => figure.Name), Has.Member("lira/auc"));
        foreach (string figure in (string[])["retain-auc", "auc-half-shadows", "auc-gap", "p-against-reference"])
        {
            Assert.That(few.Rows[^1].Summary.Select(static found => found.Name), Has.Member($"lira/{figure}"));
        }
        foreach (
            string file in (string[])
                ["results.json", "timings.json", "environment.json", "events.ndjson", "manifest.unlearn.yaml"]
        )
        {
            Assert.That(Path.Combine(outcome.Folder, file), Does.Exist);
        }
    }

    [Test]
    public async Task Results_are_the_same_bytes_for_any_number_of_workers_and_from_the_store()
    {
        using var folder = new TemporaryFolder();
        byte[] one = await RunAsync(Samples.Digits, folder, "one", "store-one", jobs: 1);
        byte[] three = await RunAsync(Samples.Digits, folder, "three", "store-three", jobs: 3);
        var events = new EventList();
        byte[] again = await RunAsync(Samples.Digits, folder, "again", "store-one", jobs: 2, events);

        Assert.That(three, Is.EqualTo(one));
        Assert.That(again, Is.EqualTo(one));
        Assert.That(events.Started(), Is.Zero, "a finished task is never repeated");
    }

    internal static async Task<byte[]> RunAsync(
        ExperimentDefinition definition,
        TemporaryFolder folder,
        string run,
        string store,
        int jobs = 2,
        EventList? events = null
    )
    {
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder[run], folder[store], jobs),
            events ?? new EventList(),
            CancellationToken.None
        );
        return await File.ReadAllBytesAsync(Path.Combine(outcome.Folder, RunFolder.ResultsFile));
    }
}
