using Unlearn.Core.Randomness;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Training;

[TestFixture]
public sealed class BatchSamplerTests
{
    private static readonly RandomKey Seed = new(11);

    [Test]
    public void Taking_points_away_does_not_reshuffle_the_others()
    {
        var all = new PointSet(Enumerable.Range(0, 100));
        var gone = new PointSet([3, 50, 99]);
        int[] before = BatchSampler.Order(Seed, 2, all);
        int[] after = BatchSampler.Order(Seed, 2, all.Except(gone));
        Assert.That(after, Is.EqualTo(before.Where(i => !gone.Ids.Contains(i))));
    }

    [Test]
    public void Every_epoch_has_its_own_order_of_the_same_points()
    {
        var points = new PointSet(Enumerable.Range(5, 60));
        int[] first = BatchSampler.Order(Seed, 0, points);
        int[] second = BatchSampler.Order(Seed, 1, points);
        Assert.That(first, Is.EquivalentTo(points.Ids).And.Not.EqualTo(second));
        Assert.That(second, Is.EquivalentTo(points.Ids));
    }

    [TestCase(10, 4, new[] { 4, 4, 2 })]
    [TestCase(8, 4, new[] { 4, 4 })]
    [TestCase(3, 10, new[] { 3 })]
    public void Batches_cover_an_epoch_once(int points, int batchSize, int[] sizes)
    {
        int[] order = [.. Enumerable.Range(0, points)];
        int[][] batches =
        [
            .. Enumerable
                .Range(0, BatchSampler.Batches(points, batchSize))
                .Select(batch => BatchSampler.Batch(order, batch, batchSize).ToArray()),
        ];
        Assert.That(batches.Select(static batch => batch.Length), Is.EqualTo(sizes));
        Assert.That(batches.SelectMany(static batch => batch), Is.EqualTo(order));
    }
}
