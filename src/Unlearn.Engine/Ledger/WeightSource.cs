using System.Collections.Concurrent;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Ledger;

/// <summary>Weights of members that exist: in memory as long as there is room, in the store behind it.</summary>
/// <param name="store">The store.</param>
/// <param name="bytes">Memory for weights.</param>
internal sealed class WeightSource(ResultStore store, long bytes)
{
    private readonly BoundedCache<float[]> _rows = new(bytes);
    private readonly ConcurrentDictionary<ContentKey, MemberCost> _costs = new();

    /// <summary>The member's flat row; not to be changed.</summary>
    /// <exception cref="IOException">The member was there and its entry has vanished since.</exception>
    public float[] Of(WeightTask task) =>
        _rows.GetOrAdd(
            task.Key,
            () =>
                Read(task)
                ?? throw new IOException(
                    $"The stored weights {task.Key.Short} vanished while they were needed; run again to compute them."
                ),
            static row => row.LongLength * sizeof(float)
        );

    /// <summary>Whether the member exists; reads and verifies its entry where it is not in memory.</summary>
    public bool Exists(WeightTask task)
    {
        if (_rows.Find(task.Key) is not null)
        {
            return true;
        }

        if (!store.Contains(task.Key) || Read(task) is not { } row)
        {
            return false;
        }

        _rows.Put(task.Key, row, row.LongLength * sizeof(float), pinned: false);
        return true;
    }

    /// <summary>What making the member took; seconds are 0 where its entry is no longer in the store.</summary>
    public MemberCost CostOf(WeightTask task) =>
        _costs.GetOrAdd(
            task.Key,
            _ =>
                store.ReadHeader(task.Key) is { } header
                    ? new MemberCost(header.Seconds, header.Gradients, header.Figures)
                    : new MemberCost(0.0, task.EstimatedGradients, [])
        );

    /// <summary>What the method that unlearned a model reports of its own work.</summary>
    public IEnumerable<Figure> ReportedBy(Target model) =>
        model.Members.OfType<UnlearnTask>().SelectMany(member => CostOf(member).Figures);

    /// <summary>Adds a member that was just made.</summary>
    /// <param name="task">The task that made it.</param>
    /// <param name="row">Its flat row.</param>
    /// <param name="cost">What it took.</param>
    /// <param name="kept">Whether the store has it, so that memory may let it go.</param>
    public void Add(WeightTask task, float[] row, MemberCost cost, bool kept)
    {
        _costs[task.Key] = cost;
        _rows.Put(task.Key, row, row.LongLength * sizeof(float), pinned: !kept);
    }

    /// <summary>Lets a member go that nothing in this run reads any more; the store keeps it.</summary>
    public void Drop(WeightTask task) => _rows.Drop(task.Key);

    private float[]? Read(WeightTask task)
    {
        if (store.ReadWeights(task.Key, task.Problem.Data.Network.Layout) is not { } stored)
        {
            return null;
        }

        _costs[task.Key] = new MemberCost(stored.Header.Seconds, stored.Header.Gradients, stored.Header.Figures);
        return stored.Row;
    }
}
