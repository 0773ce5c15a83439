using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class BinomialDistributionTests
{
    [TestCase(0, 5, 0.25, 243.0 / 1024)]
    [TestCase(3, 5, 0.25, 90.0 / 1024)]
    [TestCase(5, 5, 0.25, 1.0 / 1024)]
    [TestCase(0, 0, 0.25, 1)]
    public void Probabilities_are_the_fractions_of_the_formula(int k, int n, double rate, double expected)
    {
        Assert.That(BinomialDistribution.Probability(k, n, rate), Is.EqualTo(expected).Within(1e-13 * expected));
    }

    [Test]
    public void Rare_events_in_very_many_trials_keep_their_digits()
    {
        // (1 - 1e-9)^2e9, by log(1 + x) from its series.
        Assert.That(
            BinomialDistribution.Probability(0, 2_000_000_000, 1e-9),
            Is.EqualTo(0.13533528310127739).Within(1e-13)
        );
    }

    [Test]
    public void Probabilities_of_all_counts_add_up_to_one()
    {
        double sum = Enumerable.Range(0, 2001).Sum(k => BinomialDistribution.Probability(k, 2000, 0.013));

        Assert.That(sum, Is.EqualTo(1).Within(1e-12));
    }

    [TestCase(0, 0.0, 1)]
    [TestCase(2, 0.0, 0)]
    [TestCase(5, 0.0, 0)]
    [TestCase(0, 1.0, 0)]
    [TestCase(2, 1.0, 0)]
    [TestCase(5, 1.0, 1)]
    public void A_certain_outcome_has_the_one_count(int k, double rate, double expected)
    {
        Assert.That(BinomialDistribution.Probability(k, 5, rate), Is.EqualTo(expected));
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(1.0)]
    public void Of_no_trials_none_succeeds(double rate)
    {
        Assert.That(BinomialDistribution.Probability(0, 0, rate), Is.EqualTo(1));
        Assert.That(BinomialDistribution.Cdf(0, 0, rate), Is.EqualTo(1));
        Assert.That(BinomialDistribution.UpperTail(1, 0, rate), Is.Zero);
        Assert.That(BinomialDistribution.Quantile(0.5, 0, rate), Is.Zero);
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(1.0)]
    public void Counts_outside_have_no_probability(double rate)
    {
        Assert.That(BinomialDistribution.Probability(-1, 5, rate), Is.Zero);
        Assert.That(BinomialDistribution.Probability(6, 5, rate), Is.Zero);
        Assert.That(BinomialDistribution.Cdf(-1, 5, rate), Is.Zero);
        Assert.That(BinomialDistribution.Cdf(5, 5, rate), Is.EqualTo(1));
        Assert.That(BinomialDistribution.UpperTail(0, 5, rate), Is.EqualTo(1));
        Assert.That(BinomialDistribution.UpperTail(6, 5, rate), Is.Zero);
    }

    [Test]
    public void The_tails_begin_and_end_with_the_outermost_count()
    {
        Assert.That(BinomialDistribution.Cdf(0, 5, 0.25), Is.EqualTo(243.0 / 1024).Within(1e-13));
        Assert.That(BinomialDistribution.Cdf(4, 5, 0.25), Is.EqualTo(1023.0 / 1024).Within(1e-13));
        Assert.That(BinomialDistribution.UpperTail(1, 5, 0.25), Is.EqualTo(781.0 / 1024).Within(1e-13));
        Assert.That(BinomialDistribution.UpperTail(5, 5, 0.25), Is.EqualTo(1.0 / 1024).Within(1e-15));
    }

    [Test]
    public void The_quantile_is_the_smallest_count_that_reaches_the_probability()
    {
        int k = BinomialDistribution.Quantile(0.95, 30, 0.1);

        Assert.That(BinomialDistribution.Cdf(k, 30, 0.1), Is.GreaterThanOrEqualTo(0.95));
        Assert.That(BinomialDistribution.Cdf(k - 1, 30, 0.1), Is.LessThan(0.95));
    }

    // Two fair coins show at most 0, 1 and 2 heads with 1/4, 3/4 and 1.
    [TestCase(0.25, 0)]
    [TestCase(0.251, 1)]
    [TestCase(0.75, 1)]
    [TestCase(0.751, 2)]
    [TestCase(1.0, 2)]
    public void A_probability_that_is_reached_exactly_is_reached(double probability, int expected)
    {
        Assert.That(BinomialDistribution.Quantile(probability, 2, 0.5), Is.EqualTo(expected));
    }

    [Test]
    public void The_quantile_reaches_far_into_the_lower_tail()
    {
        // At most 6 heads of 100 fair coins: 1.003e-21, at most 7: 1.363e-20.
        Assert.That(BinomialDistribution.Quantile(1e-20, 100, 0.5), Is.EqualTo(7));
        Assert.That(BinomialDistribution.Quantile(0, 5, 1), Is.Zero, "no count is needed for nothing");
    }
}
