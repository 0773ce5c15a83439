using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;
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
