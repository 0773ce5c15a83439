using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class ClopperPearsonTests
{
    [Test]
    public void No_success_and_all_successes_have_closed_forms()
    {
        Interval none = ClopperPearson.Interval(0, 20);
        Interval all = ClopperPearson.Interval(20, 20);

        Assert.That(none.Lower, Is.Zero);
        Assert.That(none.Upper, Is.EqualTo(1 - Math.Pow(0.025, 1.0 / 20)).Within(1e-14));
        Assert.That(all.Lower, Is.EqualTo(Math.Pow(0.025, 1.0 / 20)).Within(1e-14));
        Assert.That(all.Upper, Is.EqualTo(1));
    }

    [TestCase(3, 17)]
    [TestCase(1, 100_000)]
    [TestCase(4_999, 5_000)]
    public void The_limits_are_where_the_tails_are_half_of_alpha(int k, int n)
    {
        Interval interval = ClopperPearson.Interval(k, n);

        Assert.That(BinomialDistribution.UpperTail(k, n, interval.Lower), Is.EqualTo(0.025).Within(1e-10));
        Assert.That(BinomialDistribution.Cdf(k, n, interval.Upper), Is.EqualTo(0.025).Within(1e-8));
    }

    [TestCase(5, 4)]
    [TestCase(-1, 4)]
    [TestCase(0, 0)]
    public void Counts_that_are_no_rate_are_an_error(int k, int n)
    {
        string words = $"{k} of {n} is no rate: give 0 to n successes of at least 1 trial.";

        Refused(() => ClopperPearson.Lower(k, n, 0.05), words);
        Refused(() => ClopperPearson.Upper(k, n, 0.05), words);
        Refused(() => ClopperPearson.Interval(k, n), words);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(double.NaN)]
    public void A_tail_that_is_no_probability_or_a_certain_one_is_an_error(double tail)
    {
        string words = $"A tail probability lies between 0 and 1, got {tail}.";

        Refused(() => ClopperPearson.Lower(2, 4, tail), words);
        Refused(() => ClopperPearson.Upper(2, 4, tail), words);
    }
}
