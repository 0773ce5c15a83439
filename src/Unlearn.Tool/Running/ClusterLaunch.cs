using System.Globalization;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>Hands runs to other machines and says so.</summary>
/// <param name="consoles">Where it says so.</param>
/// <param name="cluster">How runs are prepared.</param>
/// <param name="slurm">What Slurm is asked for.</param>
internal sealed class ClusterLaunch(Consoles consoles, ClusterOptions cluster, SlurmOptions slurm)
{
    private readonly SlurmCommands _commands = new();
    private readonly ClusterPreparation _preparation = new(cluster, TimeProvider.System);

    /// <summary>Prints what would be submitted.</summary>
    public async Task<int> ShowScriptsAsync(RunRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<SlurmScript> scripts = await new SlurmSubmitter(_commands, slurm, _preparation).ScriptsAsync(
            request,
            consoles.WriteWarning,
            cancellationToken
        );
        var before = new List<(SlurmScript Script, string Id)>();
        foreach (SlurmScript script in scripts)
        {
            string dependency = SlurmScripts.Dependency(script, before) is { } given ? $"--dependency={given} " : "";
            consoles.Output.WriteLine($"# sbatch --parsable {dependency}{script.File}");
            consoles.Output.WriteLine(script.Text);
            before.Add((script, $"<{script.Name}>"));
        }

        return ExitCode.Fine;
    }

    /// <summary>Prepares the run's folder and lists its elements, one per line, for programs that start workers.</summary>
    public async Task<int> PrepareAsync(RunRequest request, IRunProgress progress, CancellationToken cancellationToken)
    {
        ClusterPlan plan = await _preparation.PrepareAsync(request, progress, cancellationToken);
        string launcher =
            $"{ShellWord.Of(new ClusterFolder(request.Folder).Launcher)} worker {ShellWord.Of(request.Folder)}";
        foreach (ClusterElement element in plan.Elements)
        {
            consoles.Output.WriteLine(element.Number.ToString(CultureInfo.InvariantCulture));
        }

        consoles.Error.WriteLine($"Prepared. For each of the {plan.Elements.Count()} numbers: {launcher} NUMBER");
        if (plan.Finds is { } found)
        {
            consoles.Error.WriteLine(
                $"Then: {launcher} next lists the elements that wait for {found}, and nothing at last"
            );
        }

        consoles.Error.WriteLine($"Then: {launcher} report");
        return ExitCode.Fine;
    }

    /// <summary>Submits the run, unless its jobs are alive already.</summary>
    public async Task SubmitAsync(RunRequest request, IRunProgress progress, CancellationToken cancellationToken)
    {
        SlurmSubmission jobs = await new SlurmSubmitter(_commands, slurm, _preparation).SubmitAsync(
            request,
            progress,
            cancellationToken
        );
        string ids = string.Join(' ', jobs.Ids);
        int elements = jobs.Jobs.Sum(static job => job.Elements);
        consoles.Error.WriteLine(
            $"{elements.ToString(CultureInfo.InvariantCulture)} array elements and {(jobs.Jobs[^1].Name == "report" ? "the report" : "the job that plans what follows them")} are with Slurm: jobs {ids}. "
                + $"`unlearn status {ShellWord.Of(request.Folder)}` says how far they are, `scancel {ids}` ends them."
        );
    }
}
