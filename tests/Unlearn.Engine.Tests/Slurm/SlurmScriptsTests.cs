using System.Diagnostics;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Verification;

namespace Unlearn.Engine.Tests.Slurm;

public sealed class SlurmScriptsTests
{
    [Test]
    public void A_stage_is_an_array_and_the_report_comes_last()
    {
        IReadOnlyList<SlurmScript> scripts = Scripts(new SlurmOptions(), 1001, 3, 1);

        Assert.That(
            scripts.Select(static script => (script.Name, script.Stage, script.Elements, script.File)),
            Is.EqualTo(
                new[]
                {
                    ("stage-0", 0, 3, "stage-0.sbatch"),
                    ("stage-1", 1, 1, "stage-1.sbatch"),
                    ("report", 2, 0, "report.sbatch"),
                }
            )
        );
        Assert.That(Line(scripts[0], "--array"), Is.EqualTo("#SBATCH --array=0-2"));
        Assert.That(scripts[0].Text, Does.Contain("element=$((SLURM_ARRAY_TASK_ID + 0))"));
        Assert.That(scripts[1].Text, Does.Contain("element=$((SLURM_ARRAY_TASK_ID + 3))"));
        Assert.That(scripts[2].Text, Does.EndWith("exec /runs/one/cluster/unlearn worker /runs/one report\n"));
    }

    [Test]
    public void A_stage_that_is_too_large_is_split_and_its_parts_share_the_limit()
    {
        IReadOnlyList<SlurmScript> scripts = Scripts(new SlurmOptions { Limit = 8 }, 10, 24, 1);

        Assert.That(
            scripts.Select(static script => script.Name),
            Is.EqualTo(new[] { "stage-0-part-0", "stage-0-part-1", "stage-0-part-2", "stage-1", "report" })
        );
        Assert.That(
            scripts.Take(4).Select(static script => Line(script, "--array")),
            Is.EqualTo(
                new[]
                {
                    "#SBATCH --array=0-9%2",
                    "#SBATCH --array=0-9%2",
                    "#SBATCH --array=0-3%2",
                    "#SBATCH --array=0-0%8",
                }
            )
        );
        Assert.That(scripts[2].Text, Does.Contain("SLURM_ARRAY_TASK_ID + 20"));
    }

    [Test]
    public void A_stage_waits_for_the_stage_before_and_the_report_for_the_end_of_everything()
    {
        IReadOnlyList<SlurmScript> scripts = Scripts(new SlurmOptions(), 2, 3, 1, 1);
        var submitted = new List<(SlurmScript, string)>();
        var dependencies = new List<string?>();
        foreach (SlurmScript script in scripts)
        {
            dependencies.Add(SlurmScripts.Dependency(script, submitted));
            submitted.Add((script, $"{10 + submitted.Count}"));
        }

        Assert.That(
            dependencies,
            Is.EqualTo(new[] { null, null, "afterok:10:11", "afterok:12", "afterany:10:11:12:13" })
        );
    }

    [Test]
    public void Everything_that_was_asked_for_stands_in_every_script()
    {
        var options = new SlurmOptions
        {
            Partition = "cpu",
            Account = "proj-7",
            Time = "1-12:00:00",
            Raw = ["--mem=4G", "--constraint=\"avx2&ssd\""],
            Retries = 5,
        };
        IReadOnlyList<SlurmScript> scripts = Scripts(options, 1001, 1);

        foreach (SlurmScript script in scripts)
        {
            foreach (
                string line in (string[])
                    [
                        "--partition=cpu",
                        "--account=proj-7",
                        "--time=1-12:00:00",
                        "--mem=4G",
                        "--constraint=\"avx2&ssd\"",
                    ]
            )
            {
                Assert.That(script.Text.Split('\n'), Does.Contain($"#SBATCH {line}"));
            }
        }

        Assert.That(scripts[0].Text, Does.Contain("-lt 5 ]"));
        Assert.That(scripts[0].Text, Does.Contain("#SBATCH --cpus-per-task=2\n"));
    }

    [Test]
    public void Where_nothing_is_asked_for_the_cluster_decides()
    {
        SlurmScript script = Scripts(new SlurmOptions(), 1001, 1)[0];

        Assert.That(
            script.Text,
            Does.Not.Contain("--partition")
                .And.Not.Contain("--account")
                .And.Not.Contain("--time")
                .And.Not.Contain("--mem")
        );
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "asks bash")]
    public void Scripts_are_bash_also_for_folders_with_odd_names()
    {
        var scripts = new SlurmScripts(new ClusterFolder("/tmp/it's 100% $odd"), new SlurmOptions(), "odd", 1);
        SlurmScript script = scripts.Of(Plan(2), 1001)[0];

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true })!;
        bash.StandardInput.Write(script.Text);
        bash.StandardInput.Close();
        bash.WaitForExit();

        Assert.That(bash.ExitCode, Is.Zero);
        Assert.That(script.Text, Does.Contain("--output=\"/tmp/it's 100%% \\$odd/cluster/log/stage-0-%a.txt\""));
    }

    [TestCase("two words", null)]
    [TestCase("-x", null)]
    [TestCase(null, "mem=4G")]
    [TestCase(null, "--mem=4G\nrm -r /")]
    public void What_would_break_a_script_is_refused(string? partition, string? raw)
    {
        var options = new SlurmOptions { Partition = partition, Raw = raw is null ? [] : [raw] };

        Assert.That(options.Validate, Throws.TypeOf<InputException>());
    }

    private static IReadOnlyList<SlurmScript> Scripts(SlurmOptions options, int maxArraySize, params int[] stages) =>
        new SlurmScripts(new ClusterFolder("/runs/one"), options, "tiny", 2).Of(Plan(stages), maxArraySize);

    private static ClusterPlan Plan(params int[] stages)
    {
        int number = 0;
        return new ClusterPlan([
            .. stages.Select(
                (count, stage) =>
                    new ClusterStage(
                        stage,
                        [.. Enumerable.Range(0, count).Select(_ => new ClusterElement(number++, "work", 1, ["key"]))]
                    )
            ),
        ]);
    }

    private static string Line(SlurmScript script, string option) =>
        script.Text.Split('\n').Single(line => line.StartsWith($"#SBATCH {option}", StringComparison.Ordinal));
}
