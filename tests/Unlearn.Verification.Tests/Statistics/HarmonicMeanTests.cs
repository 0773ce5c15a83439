using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class HarmonicMeanTests
{
    [Test]
    public void It_is_the_count_over_the_sum_of_inverses()
    {
        // 3 / (1 + 1/2 + 1/4); and out at 60 km/h, back at 20: 30 on average.
        Assert.That(HarmonicMean.Of(1, 2, 4), Is.EqualTo(12.0 / 7).Within(1e-15));
        Assert.That(HarmonicMean.Of(60, 20), Is.EqualTo(30).Within(1e-14));
        Assert.That(HarmonicMean.Of(0.25), Is.EqualTo(0.25));
    }

    [Test]
    public void One_zero_makes_it_zero()
    {
        Assert.That(HarmonicMean.Of(0.9, 0, 0.8), Is.Zero);
        Assert.That(HarmonicMean.Of(0), Is.Zero);
    }

    [TestCase(-1e-300)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void Values_below_zero_are_refused(double value)
    {
        Refused(() => HarmonicMean.Of(0.5, value), "A harmonic mean is of values that are not negative.");
    }

    [Test]
    public void A_mean_of_nothing_is_refused()
    {
        Refused(() => HarmonicMean.Of(), "A harmonic mean needs at least one value.");
    }
}
