using Unlearn.Engine.Cluster.Slurm;

namespace Unlearn.Engine.Tests.Slurm;

public sealed class SlurmTextTests
{
    private const string Queue = """
        7|PENDING|Dependency
        5|RUNNING|None
        5|RUNNING|None
        5|COMPLETING|None
        9|RUNNING|None
        8|PENDING|DependencyNeverSatisfied
        5|COMPLETED|None

        slurm_load_jobs error: a line of another form
        """;

    [Test]
    public void Alive_is_what_slurm_lists_of_the_wanted_jobs_unless_it_has_ended_or_waits_in_vain()
    {
        IReadOnlyList<QueuedElement> alive = SlurmText.Queue(Queue, ["5", "7", "8"]);

        Assert.That(
            alive.Select(static element => $"{element.Job} {element.State}"),
            Is.EqualTo(new[] { "7 PENDING", "5 RUNNING", "5 RUNNING", "5 COMPLETING" })
        );
        Assert.That(SlurmText.Summary(alive), Is.EqualTo("2 running, 1 pending, 1 completing"));
    }

    [TestCase("12\n", "12")]
    [TestCase("12;north\n", "12")]
    [TestCase("", null)]
    [TestCase("sbatch: error", null)]
    public void A_job_id_is_read_with_and_without_its_cluster(string output, string? id) =>
        Assert.That(SlurmText.JobId(output), Is.EqualTo(id));

    [TestCase("MailProg = /bin/mail\nMaxArraySize            = 4001\nMaxDBDMsgs = 1", 4001)]
    [TestCase("nothing of the kind", 1001)]
    [TestCase("MaxArraySize = 0", 1001)]
    public void The_largest_array_is_read_or_slurms_own_default(string output, int size) =>
        Assert.That(SlurmText.MaxArraySize(output), Is.EqualTo(size));
}
