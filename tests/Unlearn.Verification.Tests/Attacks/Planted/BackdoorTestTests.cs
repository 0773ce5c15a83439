using System.Globalization;
using Unlearn.Verification.Attacks.Planted;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Planted;

public sealed class BackdoorTestTests
{
    [Test]
    public void Three_queries_have_closed_forms()
    {
        // CDF of Binomial(3, 1/2) at 2 is 7/8; of Binomial(3, 3/4) 37/64.
        BackdoorTest test = BackdoorTest.Design(3, 0.5, 0.75, 0.2);

        Assert.That(test.Threshold, Is.EqualTo(2));
        Assert.That(test.TypeOne, Is.EqualTo(1 / 8.0).Within(1e-14));
        Assert.That(test.TypeTwo, Is.EqualTo(37 / 64.0).Within(1e-14));
        Assert.That(test.DeletionConfidence, Is.EqualTo(27 / 64.0).Within(1e-14));
    }

    [TestCase(0.0, 1.0, 0, 0.0)]
    [TestCase(0.0, 0.0, 0, 1.0)]
    [TestCase(1.0, 1.0, 1, 1.0)]
    public void Rates_of_nothing_and_of_everything_are_rates(
        double deleted,
        double kept,
        int threshold,
        double typeTwo
    ) => Assert.That(BackdoorTest.Design(1, deleted, kept), Is.EqualTo(new BackdoorTest(threshold, 0, typeTwo)));

    [TestCase(0, 0.1, 0.8, 0.05)]
    [TestCase(9, -0.1, 0.8, 0.05)]
    [TestCase(9, 1.1, 0.8, 0.05)]
    [TestCase(9, double.NaN, 0.8, 0.05)]
    [TestCase(9, 0.1, -0.8, 0.05)]
    [TestCase(9, 0.1, 1.8, 0.05)]
    [TestCase(9, 0.1, double.NaN, 0.05)]
    [TestCase(9, 0.1, 0.8, 0.0)]
    [TestCase(9, 0.1, 0.8, 1.0)]
    [TestCase(9, 0.1, 0.8, -0.5)]
    [TestCase(9, 0.1, 0.8, 1.5)]
    [TestCase(9, 0.1, 0.8, double.NaN)]
    [SetCulture("")]
    public void A_test_of_no_query_or_of_what_is_no_rate_is_refused(
        int queries,
        double deleted,
        double kept,
        double alpha
    ) =>
        Refused(
            () => BackdoorTest.Design(queries, deleted, kept, alpha),
            string.Create(
                CultureInfo.InvariantCulture,
                $"A backdoor test needs at least 1 query and rates in [0, 1]; got n = {queries}, q = {deleted}, p = {kept}, alpha = {alpha}."
            )
        );
}
