using Unlearn.Core.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class NormalDistributionTests
{
    [TestCase(0, 0.5)]
    [TestCase(-1.959963984540054, 0.025)]
    [TestCase(-5, 2.866515718791939e-07)]
    [TestCase(-20, 2.7536241186062337e-89)]
    public void The_distribution_function_keeps_its_digits_in_the_tail(double z, double expected)
    {
        Assert.That(NormalDistribution.Cdf(z), Is.EqualTo(expected).Within(1e-12 * expected));
        Assert.That(NormalDistribution.LogCdf(z), Is.EqualTo(Math.Log(expected)).Within(1e-11));
    }

    [Test]
    public void The_asymptotic_tail_continues_the_exact_one()
    {
        Assert.That(
            NormalDistribution.LogCdf(-30.000001),
            Is.EqualTo(NormalDistribution.LogCdf(-29.999999)).Within(1e-4)
        );
        Assert.That(
            NormalDistribution.LogCdf(-30.000001) - NormalDistribution.LogCdf(-29.999999),
            Is.EqualTo(-2e-6 * 30.0332).Within(1e-8)
        );
        Assert.That(NormalDistribution.LogCdf(-1e6), Is.EqualTo(-5e11 - Math.Log(1e6) - 0.9189385332).Within(1e-3));
        Assert.That(NormalDistribution.LogCdf(9), Is.EqualTo(-1.1285884059538324e-19).Within(1e-30));
    }

    // log(erfc(-z / sqrt 2) / 2) to 20 digits.
    [TestCase(6, -9.8658764552437573e-10)]
    [TestCase(-29.5, -439.42947460915022775)]
    [TestCase(-30, -454.32124395634319711)]
    [TestCase(-30.5, -469.46273732291211439)]
    [TestCase(-35, -616.97510126192251347)]
    [TestCase(-100, -5005.5242086942050886)]
    public void The_logarithm_of_the_tail_is_right_to_twelve_digits(double z, double expected)
    {
        double tolerance = z > 0 ? 1e-12 * Math.Abs(expected) : 1e-11;

        Assert.That(NormalDistribution.LogCdf(z), Is.EqualTo(expected).Within(tolerance));
    }

    [TestCase(0.975, 1.959963984540054)]
    [TestCase(0.5, 0)]
    [TestCase(1e-12, -7.034483825301132)]
    public void The_quantile_inverts_it(double probability, double expected)
    {
        Assert.That(NormalDistribution.Quantile(probability), Is.EqualTo(expected).Within(1e-10));
    }

    [Test]
    public void A_skew_normal_without_shape_is_normal_and_with_shape_one_is_a_square()
    {
        Assert.That(new SkewNormal(0, 1, 2).LogCdf(-3), Is.EqualTo(NormalDistribution.LogCdf(-2)).Within(1e-10));

        // Shape 1: the CDF is Phi(z)^2 (Azzalini 1985).
        Assert.That(new SkewNormal(1, 0, 1).LogCdf(-3), Is.EqualTo(2 * NormalDistribution.LogCdf(-3)).Within(1e-9));
        Assert.That(new SkewNormal(1, 0, 1).LogCdf(0.7), Is.EqualTo(2 * NormalDistribution.LogCdf(0.7)).Within(1e-9));
    }

    [Test]
    public void The_skew_normal_fit_recovers_its_parameters()
    {
        // |N| shape: delta |u| + sqrt(1 - delta^2) v has shape delta/sqrt(1 - delta^2).
        var key = new RandomKey(77);
        double delta = 4 / Math.Sqrt(17);
        double[] sample =
        [
            .. Enumerable
                .Range(0, 5_000)
                .Select(i =>
                    3
                    + (
                        2
                        * (
                            (delta * Math.Abs(key.Normal((ulong)i)))
                            + (Math.Sqrt(1 - (delta * delta)) * key.Derive(1).Normal((ulong)i))
                        )
                    )
                ),
        ];

        SkewNormal fit = SkewNormal.Fit(sample);

        Assert.That(fit.Shape, Is.EqualTo(4).Within(0.6));
        Assert.That(fit.Location, Is.EqualTo(3).Within(0.1));
        Assert.That(fit.Scale, Is.EqualTo(2).Within(0.1));
    }
}
