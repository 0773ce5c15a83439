using Unlearn.Core.Randomness;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// The steps of one member, from its own key and points alone. Order is keyed by point id, so a point that is not there
/// does not reshuffle the others.
/// </summary>
internal static class BatchPlan
{
    /// <summary>Passes over one set.</summary>
    public static IReadOnlyList<DescentStep> Passes(
        RandomKey key,
        PointSet points,
        int batchSize,
        int epochs,
        Func<int, double> rate
    ) =>
        [
            .. Enumerable
                .Range(0, epochs)
                .SelectMany(epoch =>
                    Epoch(key, points, batchSize, epoch).Select(batch => new DescentStep(epoch, rate(epoch), batch, []))
                ),
        ];

    /// <summary>Passes over one set, each batch with one of another set that is cycled through as often as needed.</summary>
    public static IReadOnlyList<DescentStep> PassesWithCompanions(
        RandomKey key,
        PointSet points,
        PointSet companions,
        int batchSize,
        int epochs,
        Func<int, double> rate
    )
    {
        RandomKey other = key.Derive("companions");
        IEnumerator<int[]> cycle = Cycle(other, companions, batchSize).GetEnumerator();
        var steps = new List<DescentStep>();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            foreach (int[] batch in Epoch(key, points, batchSize, epoch))
            {
                steps.Add(new DescentStep(epoch, rate(epoch), batch, cycle.MoveNext() ? cycle.Current : []));
            }
        }

        return steps;
    }

    /// <summary>A fixed number of steps over one set that is cycled through as often as needed; none for an empty set.</summary>
    public static IReadOnlyList<DescentStep> Steps(
        RandomKey key,
        PointSet points,
        int batchSize,
        int steps,
        Func<int, double> rate
    )
    {
        int perEpoch = Math.Max(1, BatchSampler.Batches(points.Count, batchSize));
        return
        [
            .. Cycle(key, points, batchSize)
                .Take(steps)
                .Select((batch, step) => new DescentStep(step / perEpoch, rate(step), batch, [])),
        ];
    }

    /// <summary>The batches of one epoch; the last one may be smaller.</summary>
    public static IEnumerable<int[]> Epoch(RandomKey key, PointSet points, int batchSize, int epoch) =>
        key.Derive(epoch).Order(points.Ids.AsSpan()).Chunk(batchSize);

    private static IEnumerable<int[]> Cycle(RandomKey key, PointSet points, int batchSize)
    {
        for (int epoch = 0; points.Count > 0; epoch++)
        {
            foreach (int[] batch in Epoch(key, points, batchSize, epoch))
            {
                yield return batch;
            }
        }
    }
}
