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

    [Test]
    public void The_percentiles_of_a_small_mean_are_expanded_to_cover_like_students_t()
    {
        // t(4) at 0.975 is 2.776445 in every table; times the root of 5/4 it is the normal quantile of a coverage of 0.998092.
        double[] values = [1, 5, 2, 8, 3];
        var key = new RandomKey(3);
        Interval interval = Bootstrap.Mean(values, key);
        Interval plain = Bootstrap.Resample(5, Mean, key, level: 0.9980917988962);

        Assert.That(interval.Lower, Is.EqualTo(plain.Lower).Within(1e-6));
        Assert.That(interval.Upper, Is.EqualTo(plain.Upper).Within(1e-6));
        Assert.That(interval.Level, Is.EqualTo(0.95));

        double Mean(ReadOnlySpan<int> indices)
        {
            double sum = 0;
            foreach (int i in indices)
            {
                sum += values[i];
            }

            return sum / indices.Length;
        }
    }

    [Test]
    public void One_value_is_its_own_interval() =>
        Assert.That(Bootstrap.Mean([4], new RandomKey(3)), Is.EqualTo(new Interval(4, 4, 0.95, "bootstrap")));

    [Test]
    public void Nothing_to_resample_and_no_resamples_are_out_of_range()
    {
        Assert.That(() => Bootstrap.Mean([], new RandomKey(3)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Bootstrap.Mean([1, 2], new RandomKey(3), 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
