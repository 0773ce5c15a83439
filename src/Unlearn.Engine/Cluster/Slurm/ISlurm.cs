namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Slurm's commands.</summary>
public interface ISlurm
{
    /// <summary>Most elements of an array.</summary>
    Task<int> MaxArraySizeAsync(CancellationToken cancellationToken);

    /// <summary>Submits a script.</summary>
    /// <param name="script">The file.</param>
    /// <param name="dependency">What it waits for, as in <c>--dependency</c>, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job's id.</returns>
    /// <exception cref="IOException">Slurm refused it or does not answer.</exception>
    Task<string> SubmitAsync(string script, string? dependency, CancellationToken cancellationToken);

    /// <summary>Which elements of jobs are alive; null where Slurm does not answer, and nothing is known.</summary>
    Task<IReadOnlyList<QueuedElement>?> QueueAsync(IEnumerable<string> jobs, CancellationToken cancellationToken);

    /// <summary>Cancels jobs; those that have ended already do not mind.</summary>
    Task CancelAsync(IEnumerable<string> jobs, CancellationToken cancellationToken);
}
