using Unlearn.Engine.Cluster.Slurm;

namespace Unlearn.Engine.Tests.Cluster.Slurm;

/// <summary>Slurm as a list: what was submitted, cancelled and asked, and what it answers.</summary>
internal sealed class FakeSlurm : ISlurm
{
    private int _ids;

    public List<(string Script, string? Dependency)> Submitted { get; } = [];

    public List<string> Cancelled { get; } = [];

    public int Asked { get; private set; }

    /// <summary>The answer to a question about the queue, by its number from 0; null is no answer.</summary>
    public Func<int, IReadOnlyList<QueuedElement>?> Queue { get; set; } = static _ => [];

    /// <summary>Submissions that succeed.</summary>
    public int Patience { get; init; } = int.MaxValue;

    public Task<int> MaxArraySizeAsync(CancellationToken cancellationToken) => Task.FromResult(1001);

    public Task<string> SubmitAsync(string script, string? dependency, CancellationToken cancellationToken)
    {
        if (Submitted.Count == Patience)
        {
            throw new IOException("sbatch ended with exit code 1: QOSMaxSubmitJobPerUserLimit");
        }

        Assert.That(script, Does.Exist);
        Submitted.Add((Path.GetFileName(script), dependency));
        return Task.FromResult($"{100 + ++_ids}");
    }

    public Task<IReadOnlyList<QueuedElement>?> QueueAsync(
        IEnumerable<string> jobs,
        CancellationToken cancellationToken
    ) => Task.FromResult(Queue(Asked++));

    public Task CancelAsync(IEnumerable<string> jobs, CancellationToken cancellationToken)
    {
        Cancelled.AddRange(jobs);
        return Task.CompletedTask;
    }
}
