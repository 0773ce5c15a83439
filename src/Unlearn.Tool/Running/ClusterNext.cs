using System.Globalization;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>Plans the round that follows the elements which have ended: for Slurm, where it has the run, or for whatever starts workers.</summary>
/// <param name="consoles">Where elements are listed.</param>
/// <param name="folder">The run's part for other machines.</param>
internal sealed class ClusterNext(Consoles consoles, ClusterFolder folder)
{
    private readonly ClusterRounds _rounds = new(TimeProvider.System);

    /// <summary>Whether no round follows and the job that asked is to write the report: only Slurm's does both in one.</summary>
    public async Task<bool> IsLastAsync(RunRequest request, IRunProgress progress, CancellationToken cancellationToken)
    {
        if (SlurmOptions.Read(folder) is { } options)
        {
            SlurmSubmission? jobs = await new SlurmRound(new SlurmCommands(), folder).ContinueAsync(
                request,
                options,
                Environment.GetEnvironmentVariable("SLURM_JOB_ID"),
                _rounds,
                progress,
                cancellationToken
            );
            return jobs is null;
        }

        ClusterPlan? round = await _rounds.NextAsync(request, givingUp: false, progress, cancellationToken);
        foreach (ClusterElement element in round?.Elements ?? [])
        {
            consoles.Output.WriteLine(element.Number.ToString(CultureInfo.InvariantCulture));
        }

        return false;
    }
}
