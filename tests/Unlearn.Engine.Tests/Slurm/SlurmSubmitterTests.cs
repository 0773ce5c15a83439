using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Cluster;
using Unlearn.Engine.Tests.Running;
using Unlearn.Verification;

namespace Unlearn.Engine.Tests.Slurm;

public sealed class SlurmSubmitterTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public async Task Stages_are_submitted_in_order_and_the_folder_remembers_their_jobs()
    {
        var slurm = new FakeSlurm();

        SlurmSubmission jobs = await SubmitAsync(slurm);

        Assert.That(slurm.Submitted[0], Is.EqualTo(("stage-0.sbatch", (string?)null)));
        Assert.That(slurm.Submitted[1], Is.EqualTo(("stage-1.sbatch", "afterok:101")));
        Assert.That(slurm.Submitted[^1].Script, Is.EqualTo("report.sbatch"));
        Assert.That(slurm.Submitted[^1].Dependency, Does.StartWith("afterany:101:102"));
        SlurmSubmission? kept = SlurmSubmission.Read(new ClusterFolder(_folder["run"]));
        Assert.That(kept!.Ids, Is.EqualTo(jobs.Ids));
    }

    [Test]
    public async Task Jobs_that_are_alive_are_not_submitted_again()
    {
        var slurm = new FakeSlurm();
        SlurmSubmission jobs = await SubmitAsync(slurm);
        int submitted = slurm.Submitted.Count;
        slurm.Queue = static _ => [new QueuedElement("101", "RUNNING")];

        SlurmSubmission again = await SubmitAsync(slurm);

        Assert.That(slurm.Submitted, Has.Count.EqualTo(submitted));
        Assert.That(again.Ids, Is.EqualTo(jobs.Ids));
    }

    [Test]
    public async Task Jobs_that_are_gone_are_submitted_again()
    {
        var slurm = new FakeSlurm();
        await SubmitAsync(slurm);
        int submitted = slurm.Submitted.Count;

        await SubmitAsync(slurm);

        Assert.That(slurm.Submitted, Has.Count.EqualTo(2 * submitted));
    }

    [Test]
    public async Task While_slurm_does_not_answer_nothing_is_submitted_twice()
    {
        var slurm = new FakeSlurm();
        await SubmitAsync(slurm);
        slurm.Queue = static _ => null;

        Assert.That(
            async () => await SubmitAsync(slurm),
            Throws.TypeOf<IOException>().With.Message.Contains("may be alive")
        );
    }

    [Test]
    public async Task A_folder_in_which_jobs_of_another_manifest_are_alive_is_refused()
    {
        var slurm = new FakeSlurm();
        await SubmitAsync(slurm);
        slurm.Queue = static _ => [new QueuedElement("101", "RUNNING")];
        await File.AppendAllTextAsync(_folder["run/manifest.unlearn.yaml"], "# another\n");

        Assert.That(
            async () => await SubmitAsync(slurm),
            Throws.TypeOf<InputException>().With.Message.Contains("scancel 101")
        );
    }

    [Test]
    public void Half_a_submission_is_taken_back()
    {
        var slurm = new FakeSlurm { Patience = 2 };

        Assert.That(async () => await SubmitAsync(slurm), Throws.TypeOf<IOException>().With.Message.Contains("QOS"));
        Assert.That(slurm.Cancelled, Is.EqualTo(new[] { "101", "102" }));
    }

    [Test]
    public async Task A_dry_run_shows_the_same_scripts_and_leaves_no_run()
    {
        var slurm = new FakeSlurm();
        RunRequest request = ClusterSamples.Request(FaultTests.Small, _folder);
        var submitter = new SlurmSubmitter(slurm, new SlurmOptions(), ClusterSamples.Preparation(_folder));

        IReadOnlyList<SlurmScript> shown = await submitter.ScriptsAsync(request, Assert.Fail, CancellationToken.None);
        Assert.That(_folder["run"], Does.Not.Exist);

        await submitter.SubmitAsync(request, new EventList(), CancellationToken.None);
        Assert.That(
            shown.Select(static script => script.File),
            Is.EqualTo(slurm.Submitted.Select(static one => one.Script))
        );
        foreach (SlurmScript script in shown)
        {
            string written = await File.ReadAllTextAsync(Path.Combine(_folder["run"], "cluster", script.File));
            Assert.That(written, Is.EqualTo(script.Text));
        }
    }

    private Task<SlurmSubmission> SubmitAsync(FakeSlurm slurm) =>
        new SlurmSubmitter(slurm, new SlurmOptions(), ClusterSamples.Preparation(_folder)).SubmitAsync(
            ClusterSamples.Request(FaultTests.Small, _folder),
            new EventList(),
            CancellationToken.None
        );
}
