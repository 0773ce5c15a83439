using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Submits the scripts of one round of a run; jobs of earlier rounds stay in the run's list.</summary>
/// <param name="slurm">Slurm.</param>
/// <param name="folder">The run's part for other machines.</param>
public sealed class SlurmRound(ISlurm slurm, ClusterFolder folder)
{
    /// <summary>Plans the round that follows and submits it: what the last job of a round does.</summary>
    /// <param name="request">The run, from <see cref="ClusterRun.ToRequest"/>.</param>
    /// <param name="options">What Slurm is asked for, from <see cref="SlurmOptions.Read"/>.</param>
    /// <param name="job">The job that asks; null where it is not known.</param>
    /// <param name="rounds">Plans.</param>
    /// <param name="progress">Told what happens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>All jobs of the run so far; null where no round follows, and the report is next.</returns>
    /// <exception cref="IOException">Slurm refused a script or does not answer; nothing of the round stays submitted.</exception>
    public async Task<SlurmSubmission?> ContinueAsync(
        RunRequest request,
        SlurmOptions options,
        string? job,
        ClusterRounds rounds,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        int maxArraySize = await slurm.MaxArraySizeAsync(cancellationToken);
        var scripts = new SlurmScripts(folder, options, request.Definition.Name, request.Jobs);
        IReadOnlyList<SlurmScript> last = scripts.Of(folder.ReadPlan().LastRound, maxArraySize);

        // A job that died between planning and submitting is started again, and finds a round that no queue has, or has in part.
        if (last.Any(script => Find(script) is null))
        {
            return await SubmitAsync(last, cancellationToken);
        }

        // One that died behind that finds its work done.
        SlurmSubmission known = Jobs();
        if (job is not null && known.Jobs[^1].Id != job)
        {
            return known;
        }

        return await rounds.NextAsync(request, givingUp: true, progress, cancellationToken) is { } round
            ? await SubmitAsync(scripts.Of(round, maxArraySize), cancellationToken)
            : null;
    }

    /// <summary>Submits those scripts that the queue was not given yet.</summary>
    /// <param name="scripts">The scripts of the round, in order.</param>
    /// <param name="cancellationToken">Stops it; what was submitted is taken back.</param>
    /// <returns>All jobs of the run so far.</returns>
    /// <exception cref="IOException">Slurm refused a script or does not answer; nothing of the round stays submitted.</exception>
    public async Task<SlurmSubmission> SubmitAsync(
        IReadOnlyList<SlurmScript> scripts,
        CancellationToken cancellationToken
    )
    {
        SlurmSubmission jobs = Jobs();
        var submitted = new List<(SlurmScript Script, string Id)>();
        try
        {
            foreach (SlurmScript script in scripts)
            {
                if (Find(script) is { } known)
                {
                    submitted.Add((script, known.Id));
                    continue;
                }

                string file = Path.Combine(folder.Folder, script.File);
                await File.WriteAllTextAsync(file, script.Text, cancellationToken);
                string? dependency = SlurmScripts.Dependency(script, submitted);
                string id = await slurm.SubmitAsync(file, dependency, cancellationToken);
                submitted.Add((script, id));
                jobs = new SlurmSubmission([.. jobs.Jobs, new SlurmJob(id, script.Name, script.Elements)]);
                jobs.Write(folder);
            }
        }
        catch when (submitted.Count > 0)
        {
            // Half a round would wait for its other half.
            await slurm.CancelAsync(submitted.Select(static one => one.Id), CancellationToken.None);
            throw;
        }

        return jobs;
    }

    private SlurmSubmission Jobs() => SlurmSubmission.Read(folder) ?? new SlurmSubmission([]);

    private SlurmJob? Find(SlurmScript script) => Jobs().Jobs.FirstOrDefault(job => job.Name == script.Name);
}
