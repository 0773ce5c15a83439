using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class ElementaryTests
{
    // Next to 0 by the series x - x^2/2 + x^3/3, elsewhere by exact logarithms.
    [TestCase(0, 0)]
    [TestCase(1e-20, 1e-20)]
    [TestCase(1e-10, 9.9999999995e-11)]
    [TestCase(-1e-10, -1.00000000005e-10)]
    [TestCase(1e-5, 9.9999500003333e-6)]
    [TestCase(0.5, 0.4054651081081644)]
    [TestCase(-0.75, -1.3862943611198906)]
    public void The_logarithm_of_one_plus_x_keeps_its_digits_next_to_zero(double x, double expected)
    {
        Assert.That(Elementary.LogOnePlus(x), Is.EqualTo(expected).Within(1e-14 * Math.Abs(expected)));
    }

    // Next to 0 by the series x + x^2/2 + x^3/6.
    [TestCase(0, 0)]
    [TestCase(1e-20, 1e-20)]
    [TestCase(1e-10, 1.00000000005e-10)]
    [TestCase(-1e-10, -9.9999999995e-11)]
    [TestCase(1e-5, 1.00000500001666671e-5)]
    [TestCase(0.5, 0.6487212707001282)]
    [TestCase(-0.75, -0.5276334472589853)]
    public void The_power_less_one_keeps_its_digits_next_to_zero(double x, double expected)
    {
        Assert.That(Elementary.ExpMinusOne(x), Is.EqualTo(expected).Within(1e-14 * Math.Abs(expected)));
    }

    [Test]
    public void Far_out_they_are_their_limits()
    {
        Assert.That(Elementary.LogOnePlus(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Elementary.LogOnePlus(-1), Is.EqualTo(double.NegativeInfinity));
        Assert.That(Elementary.ExpMinusOne(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Elementary.ExpMinusOne(1000), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Elementary.ExpMinusOne(-1000), Is.EqualTo(-1));
        Assert.That(Elementary.ExpMinusOne(double.NegativeInfinity), Is.EqualTo(-1));
    }
}
