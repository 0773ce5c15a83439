using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class MomentsTests
{
    [Test]
    public void Deviations_divide_by_the_number_of_values()
    {
        // Squares about 5: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, of 8.
        double[] values = [2, 4, 4, 4, 5, 5, 7, 9];

        Assert.That(Moments.Mean(values), Is.EqualTo(5));
        Assert.That(Moments.Deviation(values), Is.EqualTo(2));
    }

    [Test]
    public void Sample_variances_divide_by_one_less_and_are_0_for_a_single_value()
    {
        double[] values = [2, 4, 4, 4, 5, 5, 7, 9];

        Assert.That(Moments.SampleVariance(values), Is.EqualTo(32 / 7.0));
        Assert.That(Moments.SampleVariance(values, 6), Is.EqualTo(40 / 7.0), "about a mean that was given");
        Assert.That(Moments.SampleVariance([3]), Is.Zero);
    }

    // R: quantile(c(3, 1, 8, 4), p), its type 7.
    [TestCase(0, 1)]
    [TestCase(0.1, 1.6)]
    [TestCase(0.25, 2.5)]
    [TestCase(0.5, 3.5)]
    [TestCase(0.75, 5)]
    [TestCase(0.9, 6.8)]
    [TestCase(1, 8)]
    public void Quantiles_lie_on_the_line_between_order_statistics(double probability, double expected) =>
        Assert.That(Moments.Quantile([3, 1, 8, 4], probability), Is.EqualTo(expected).Within(1e-14));

    [Test]
    public void Every_quantile_of_one_value_is_the_value() =>
        Assert.That(
            ((double[])[0, 0.3, 0.5, 1]).Select(static probability => Moments.Quantile([7], probability)),
            Is.All.EqualTo(7)
        );

    [Test]
    public void The_median_of_an_even_sample_is_the_plain_mean_of_the_middle_two()
    {
        Assert.That(Moments.Median([9, 1, 2, 4]), Is.EqualTo(3));
        Assert.That(Moments.Median([-1e308, 1e308]), Is.Zero, "their distance is no number");
    }
}
