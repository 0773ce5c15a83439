using Unlearn.Core;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Hands a run to Slurm. From then on it needs no process of ours outside of the jobs.</summary>
/// <param name="slurm">Slurm.</param>
/// <param name="options">What it is asked for.</param>
/// <param name="preparation">Plans and freezes.</param>
public sealed class SlurmSubmitter(ISlurm slurm, SlurmOptions options, ClusterPreparation preparation)
{
    /// <summary>The scripts that would be submitted; writes nothing but the store's folders.</summary>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public async Task<IReadOnlyList<SlurmScript>> ScriptsAsync(
        RunRequest request,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        options.Validate();
        ClusterPlan plan = await preparation.PlanAsync(request, warn, cancellationToken);
        int maxArraySize = SlurmText.UsualMaxArraySize;
        try
        {
            maxArraySize = await slurm.MaxArraySizeAsync(cancellationToken);
        }
        catch (IOException error)
        {
            warn(FormattableString.Invariant($"{error.Message} Arrays of {maxArraySize} elements are assumed."));
        }

        return Scripts(request, plan, maxArraySize);
    }

    /// <summary>Submits what is missing; where jobs of the run are alive already, they are left to it.</summary>
    /// <returns>The jobs.</returns>
    /// <exception cref="InputException">Data or options are wrong, or jobs of another manifest are alive in the folder.</exception>
    /// <exception cref="IOException">Slurm refused a script or does not answer; nothing stays submitted.</exception>
    public async Task<SlurmSubmission> SubmitAsync(
        RunRequest request,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        options.Validate();
        if (await AliveAsync(request, cancellationToken) is { } alive)
        {
            SlurmWatch.Recall(new ClusterFolder(request.Folder), progress);
            return alive;
        }

        var folder = new ClusterFolder(request.Folder);
        int maxArraySize = await slurm.MaxArraySizeAsync(cancellationToken);
        ClusterPlan plan = await preparation.PrepareAsync(request, progress, cancellationToken);
        options.Write(folder);
        return await new SlurmRound(slurm, folder).SubmitAsync(Scripts(request, plan, maxArraySize), cancellationToken);
    }

    private async Task<SlurmSubmission?> AliveAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var folder = new ClusterFolder(request.Folder);
        if (SlurmSubmission.Read(folder) is not { } jobs)
        {
            return null;
        }

        IReadOnlyList<QueuedElement> queue =
            await slurm.QueueAsync(jobs.Ids, cancellationToken)
            ?? throw new IOException(
                $"squeue does not answer, so jobs {string.Join(' ', jobs.Ids)} of this run may be alive; try again later."
            );
        if (queue.Count == 0)
        {
            return null;
        }

        string manifest = Path.Combine(folder.Run, Output.RunFolder.ManifestFile);
        return await File.ReadAllTextAsync(manifest, cancellationToken) == request.Experiment.ManifestText
            ? jobs
            : throw new InputException(
                $"Jobs of another manifest are alive in this folder; `scancel {string.Join(' ', jobs.Ids)}` ends them.",
                folder.Run
            );
    }

    private IReadOnlyList<SlurmScript> Scripts(RunRequest request, ClusterPlan plan, int maxArraySize) =>
        new SlurmScripts(new ClusterFolder(request.Folder), options, request.Definition.Name, request.Jobs).Of(
            plan,
            maxArraySize
        );
}
