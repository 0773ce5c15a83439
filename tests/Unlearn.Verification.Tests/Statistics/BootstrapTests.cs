using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class BootstrapTests
{
    [Test]
    public void The_interval_of_a_mean_is_near_the_normal_one()
    {
        var key = new RandomKey(21);
        double[] values = [.. Enumerable.Range(0, 400).Select(i => key.Normal((ulong)i))];
        double mean = values.Average();
        double error = Moments.Deviation(values) / 20;

        Interval interval = Bootstrap.Mean(values, key.Derive("bootstrap"), 4000);

        Assert.That(interval.Lower, Is.EqualTo(mean - (1.96 * error)).Within(0.15 * error));
        Assert.That(interval.Upper, Is.EqualTo(mean + (1.96 * error)).Within(0.15 * error));
    }

    [Test]
    public void The_fast_interval_of_an_auc_is_that_of_resampling_both_sides_by_hand()
    {
        var key = new RandomKey(4);
        double[] scores = [.. Enumerable.Range(0, 60).Select(i => (double)key.Below((ulong)i, 15) + (i % 2 * 2))];
        bool[] members = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 1)];

        Interval fast = Bootstrap.Auc(scores, members, key, 2000);
        AucEstimate closed = DeLong.Estimate(scores, members);

        Assert.That(fast.Lower, Is.EqualTo(closed.Interval.Lower).Within(0.03));
        Assert.That(fast.Upper, Is.EqualTo(closed.Interval.Upper).Within(0.03));
    }

    [Test]
    public void Constant_scores_have_an_area_of_one_half_in_every_replicate()
    {
        Interval interval = Bootstrap.Auc([1, 1, 1, 1], [true, false, true, false], new RandomKey(0), 50);

        Assert.That((interval.Lower, interval.Upper), Is.EqualTo((0.5, 0.5)));
    }

    [Test]
    public void The_same_key_gives_the_same_interval()
    {
        double[] values = [1, 5, 2, 8, 3];

        Interval first = Bootstrap.Mean(values, new RandomKey(3));

        Assert.That(Bootstrap.Mean(values, new RandomKey(3)), Is.EqualTo(first));
        Assert.That(
            Bootstrap.Mean(values, new RandomKey(3), 51),
            Is.Not.EqualTo(Bootstrap.Mean(values, new RandomKey(4), 51))
        );
    }
}
