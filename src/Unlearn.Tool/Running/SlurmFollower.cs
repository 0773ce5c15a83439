using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>Follows a run that Slurm has, and says so where it ends in another way than with a report.</summary>
/// <param name="consoles">Where it says so.</param>
internal sealed class SlurmFollower(Consoles consoles)
{
    private readonly SlurmWatch _watch = new(new SlurmCommands(), TimeProvider.System);

    /// <summary>The outcome; null where the watching was stopped, or the jobs are gone without a report.</summary>
    public async Task<RunOutcome?> FollowAsync(
        ClusterFolder folder,
        IRunProgress progress,
        CancellationToken cancellationToken
    )
    {
        RunOutcome? outcome = null;
        string? word = null;
        try
        {
            outcome = await _watch.WaitAsync(folder, progress, cancellationToken);
            word = outcome is null
                ? "Its jobs are gone and left no report: they were cancelled. What was finished is kept; the same command "
                    + "continues from there."
                : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            word =
                $"Stopped watching; the jobs go on. `unlearn status {ShellWord.Of(folder.Run)} --wait` watches again, "
                + $"`scancel {string.Join(' ', SlurmSubmission.Read(folder)?.Ids ?? [])}` ends them.";
        }

        progress.Dispose();
        if (word is not null)
        {
            consoles.Error.WriteLine(word);
        }

        return outcome;
    }
}
