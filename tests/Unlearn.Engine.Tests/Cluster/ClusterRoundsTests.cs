using Unlearn.Core;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Cluster.Slurm;
using Unlearn.Engine.Tests.Running;
using Unlearn.Engine.Tests.Tuning;
using Unlearn.Learning.Forgetting.Scenarios;

namespace Unlearn.Engine.Tests.Cluster;

/// <summary>Runs whose plan depends on what they find: other processes work at them round by round.</summary>
public sealed class ClusterRoundsTests
{
    private static readonly ExperimentDefinition Scored = Samples.Digits with
    {
        Seeds = new SeedPlan { Count = 1 },
        Forget = [new Named<IForgetScenario>("known-by-heart", new MemorisedScenario { Count = 20, Shadows = 4 })],
        Shards = [],
        Methods = [.. Samples.Digits.Methods.Where(static method => method.Name is "retrain" or "ascent")],
        Attacks = [Samples.Digits.Attacks[0]],
    };

    private static readonly ExperimentDefinition ScoredAndTuned = Scored with
    {
        Methods = TuningSamples.Digits.Methods,
        Tune = new TuneOptions { Trials = 2, Seeds = 1 },
    };

    private readonly ClusterWorker _worker = new(TimeProvider.System);
    private readonly ClusterRounds _rounds = new(TimeProvider.System);

    [Test]
    public async Task Scores_options_and_trials_are_three_rounds_and_the_report_has_the_bytes_of_a_local_run()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(ScoredAndTuned, folder, "local", "local-store");
        RunRequest request = ClusterSamples.Request(ScoredAndTuned, folder);
        var run = new ClusterFolder(folder["run"]);
        var finds = new List<string?>();
        for (
            ClusterPlan? round = await ClusterSamples.PrepareAsync(request, folder);
            round is not null;
            round = await NextAsync(request)
        )
        {
            finds.Add(run.ReadPlan().Finds);
            await WorkAsync(request, round);
            RunStatus status = RunStatus.Of(run.Run);
            Assert.That(status.Finished, Is.EqualTo(status.Tasks - status.Cached).And.GreaterThan(0));
        }

        Assert.That(finds, Is.EqualTo(new[] { "scores of shadow models", "options that are tuned", null }));
        int[] numbers = [.. run.ReadPlan().Elements.Select(static element => element.Number)];
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, numbers.Length)));
        Assert.That(run.ReadPlan().Rounds, Is.EqualTo(3));

        // An element of the first round that is started again finds its tasks, although the plan has gone on.
        Assert.That((await _worker.RunAsync(request, 0, new EventList(), CancellationToken.None)).Lost, Is.Zero);
        RunOutcome report = await _worker.ReportAsync(request, new EventList(), CancellationToken.None);
        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(report.Folder, RunFolder.ResultsFile)),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public async Task Elements_that_have_not_ended_are_named_or_given_up()
    {
        using var folder = new TemporaryFolder();
        RunRequest request = ClusterSamples.Request(Scored, folder);
        await ClusterSamples.PrepareAsync(request, folder, pack: 1e9);

        Assert.That(
            async () => await NextAsync(request),
            Throws.TypeOf<InputException>().With.Message.StartsWith("Elements 0, 1 have not ended")
        );
        ClusterPlan? round = await _rounds.NextAsync(request, givingUp: true, new EventList(), CancellationToken.None);
        Assert.That(round, Is.Null, "without scores there are no trials");
        Assert.That(
            async () => await _worker.ReportAsync(request, new EventList(), CancellationToken.None),
            Throws
                .TypeOf<InputException>()
                .With.Message.StartsWith("The run cannot go on without scores of shadow models: Not computed")
        );
    }

    [Test]
    public async Task Slurm_is_given_a_round_after_the_other()
    {
        using var folder = new TemporaryFolder();
        var slurm = new FakeSlurm();
        RunRequest request = ClusterSamples.Request(Scored, folder);
        var asked = new SlurmOptions { Partition = "cpu", Retries = 1 };
        await new SlurmSubmitter(slurm, asked, ClusterSamples.Preparation(folder, pack: 1e9)).SubmitAsync(
            request,
            new EventList(),
            CancellationToken.None
        );
        Assert.That(
            slurm.Submitted,
            Is.EqualTo(
                new[]
                {
                    ("stage-0.sbatch", (string?)null),
                    ("stage-1.sbatch", "afterok:101"),
                    ("next-1.sbatch", "afterany:101:102"),
                }
            )
        );

        var run = new ClusterFolder(folder["run"]);
        await WorkAsync(request, run.ReadPlan());
        slurm.Submitted.Clear();
        SlurmSubmission? jobs = await ContinueAsync(job: "103");

        Assert.That(slurm.Submitted[0], Is.EqualTo(("stage-2.sbatch", (string?)null)), "what came before has ended");
        Assert.That(slurm.Submitted[^1].Script, Is.EqualTo("report.sbatch"));
        Assert.That(
            jobs!.Jobs.Select(static job => job.Name).Take(3),
            Is.EqualTo(new[] { "stage-0", "stage-1", "next-1" })
        );
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(run.Folder, "stage-2.sbatch")),
            Does.Contain("--partition=cpu")
        );

        // The job is started again because its node died behind the submission: its work is done.
        int submitted = slurm.Submitted.Count;
        await ContinueAsync(job: "103");
        Assert.That(slurm.Submitted, Has.Count.EqualTo(submitted));

        await WorkAsync(request, run.ReadPlan().LastRound);
        Assert.That(await NextAsync(request), Is.Null);

        Task<SlurmSubmission?> ContinueAsync(string job) =>
            new SlurmRound(slurm, run).ContinueAsync(
                request,
                SlurmOptions.Read(run)!,
                job,
                _rounds,
                new EventList(),
                CancellationToken.None
            );
    }

    private Task<ClusterPlan?> NextAsync(RunRequest request) =>
        _rounds.NextAsync(request, givingUp: false, new EventList(), CancellationToken.None);

    private async Task WorkAsync(RunRequest request, ClusterPlan round)
    {
        foreach (ClusterElement element in round.Elements)
        {
            ElementOutcome outcome = await _worker.RunAsync(
                request,
                element.Number,
                new EventList(),
                CancellationToken.None
            );
            Assert.That(outcome, Has.Property(nameof(outcome.Lost)).Zero.And.Property(nameof(outcome.Failures)).Empty);
        }
    }
}
