using Unlearn.Core.Randomness;

namespace Unlearn.Learning.Training;

/// <summary>
/// Which points make up a member's batches. The order of an epoch derives from the member's seed, the epoch and each point's
/// id, so taking a point away moves the others up but never reshuffles them.
/// </summary>
public static class BatchSampler
{
    /// <summary>The points in the order of one epoch.</summary>
    public static int[] Order(RandomKey seed, int epoch, PointSet points) =>
        seed.Derive("order").Derive(epoch).Order(points.Ids.AsSpan());

    /// <summary>Number of batches in an epoch; the last one may be smaller.</summary>
    public static int Batches(int points, int batchSize) => (points + batchSize - 1) / batchSize;

    /// <summary>The points of one batch of an ordered epoch.</summary>
    public static ReadOnlySpan<int> Batch(ReadOnlySpan<int> order, int batch, int batchSize)
    {
        int start = batch * batchSize;
        return order.Slice(start, Math.Min(batchSize, order.Length - start));
    }
}
