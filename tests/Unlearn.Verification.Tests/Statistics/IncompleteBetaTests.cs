using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class IncompleteBetaTests
{
    [TestCase(5, 0.3, 1 - (0.7 * 0.7 * 0.7 * 0.7 * 0.7))]
    [TestCase(3, 1e-12, 2.999999999997e-12)]
    [TestCase(200_000, 1e-6, 0.18126932879514394)]
    public void With_a_first_shape_of_one_it_is_one_minus_a_power(double b, double x, double expected)
    {
        double value = IncompleteBeta.Regularized(1, b, x);

        Assert.That(value, Is.EqualTo(expected).Within(1e-13 * expected));
    }

    [Test]
    public void It_is_a_binomial_tail()
    {
        // P(Bin(5, 0.25) >= 3) = 10 * 9/1024 + 5 * 3/1024 + 1/1024.
        Assert.That(IncompleteBeta.Regularized(3, 3, 0.25), Is.EqualTo(106.0 / 1024).Within(1e-15));
        Assert.That(BinomialDistribution.UpperTail(3, 5, 0.25), Is.EqualTo(106.0 / 1024).Within(1e-15));
        Assert.That(BinomialDistribution.Cdf(2, 5, 0.25), Is.EqualTo(918.0 / 1024).Within(1e-15));
        Assert.That(BinomialDistribution.Probability(3, 5, 0.25), Is.EqualTo(90.0 / 1024).Within(1e-15));
    }

    [TestCase(50_000, 50_000, 0.5)]
    [TestCase(1_000_000, 1_000_000, 0.5)]
    public void A_symmetric_distribution_has_half_below_its_middle(double a, double b, double x)
    {
        Assert.That(IncompleteBeta.Regularized(a, b, x), Is.EqualTo(0.5).Within(1e-12));
        Assert.That(IncompleteBeta.Complement(a, b, x), Is.EqualTo(0.5).Within(1e-12));
    }

    [Test]
    public void Large_shapes_agree_with_the_sum_of_their_terms()
    {
        double sum = 0;
        for (int k = 20_500; k <= 40_000; k++)
        {
            sum += BinomialDistribution.Probability(k, 40_000, 0.5);
        }

        Assert.That(BinomialDistribution.UpperTail(20_500, 40_000, 0.5), Is.EqualTo(sum).Within(1e-11 * sum));
    }

    [TestCase(2, 7, 0.025)]
    [TestCase(1, 100_000, 0.005)]
    [TestCase(99_999, 2, 0.9999)]
    [TestCase(300, 0.5, 1e-9)]
    public void The_quantile_inverts_it(double a, double b, double probability)
    {
        double x = IncompleteBeta.Quantile(a, b, probability);

        // Next to 1 neighbouring arguments are 1e-16 apart, which bounds what an inverse can do there.
        double slope = Math.Abs(IncompleteBeta.Regularized(a, b, Math.BitDecrement(x)) - probability);
        Assert.That(
            IncompleteBeta.Regularized(a, b, x),
            Is.EqualTo(probability).Within((1e-12 * probability) + (4 * slope))
        );
    }

    // Beta(1/2, 1/2): I_x = 2 asin(sqrt(x)) / pi.
    [TestCase(1e-20)]
    [TestCase(1e-6)]
    [TestCase(0.3)]
    [TestCase(0.9)]
    public void The_arcsine_distribution_keeps_its_digits_next_to_zero(double x)
    {
        double expected = 2 * Math.Asin(Math.Sqrt(x)) / Math.PI;

        Assert.That(IncompleteBeta.Regularized(0.5, 0.5, x), Is.EqualTo(expected).Within(1e-13 * expected));
        Assert.That(IncompleteBeta.Complement(0.5, 0.5, x), Is.EqualTo(1 - expected).Within(1e-13));
    }

    [Test]
    public void The_complement_keeps_its_digits_where_it_is_small()
    {
        // Beta(1, 1) is uniform. P(Bin(29, 0.99) <= 19) is a sum of exact fractions.
        Assert.That(
            IncompleteBeta.Complement(1, 1, 1 - Math.ScaleB(1, -40)),
            Is.EqualTo(Math.ScaleB(1, -40)).Within(1e-25)
        );
        Assert.That(
            IncompleteBeta.Complement(20, 10, 0.99),
            Is.EqualTo(1.6841317932875536e-13).Within(1e-12 * 1.6841317932875536e-13)
        );
    }

    [TestCase(0.5, 0.5)]
    [TestCase(2, 50)]
    [TestCase(50, 2)]
    public void Nothing_lies_below_the_support_and_all_within_it(double a, double b)
    {
        // Rounding may take an argument just beyond an end.
        foreach (double x in new[] { 0, -double.Epsilon, -1e-17 })
        {
            Assert.That(IncompleteBeta.Regularized(a, b, x), Is.Zero);
            Assert.That(IncompleteBeta.Complement(a, b, x), Is.EqualTo(1));
        }

        foreach (double x in new[] { 1, Math.BitIncrement(1.0) })
        {
            Assert.That(IncompleteBeta.Regularized(a, b, x), Is.EqualTo(1));
            Assert.That(IncompleteBeta.Complement(a, b, x), Is.Zero);
        }

        Assert.That(IncompleteBeta.Quantile(a, b, 0), Is.Zero);
        Assert.That(IncompleteBeta.Quantile(a, b, 1), Is.EqualTo(1));
    }

    [Test]
    public void A_tiny_quantile_keeps_its_digits()
    {
        // 1 - 0.995^(1e-9).
        const double expected = 5.0125418235317194e-12;

        Assert.That(IncompleteBeta.Quantile(1, 1e9, 0.005), Is.EqualTo(expected).Within(1e-13 * expected));
    }

    // With a second shape of one: p^(1/a), down to 1e-300.
    [TestCase(3, 0.125)]
    [TestCase(0.01, 0.5)]
    [TestCase(0.01, 0.001)]
    public void With_a_second_shape_of_one_the_quantile_is_a_root(double a, double probability)
    {
        double expected = Math.Pow(probability, 1 / a);

        Assert.That(IncompleteBeta.Quantile(a, 1, probability), Is.EqualTo(expected).Within(1e-11 * expected));
    }
}
