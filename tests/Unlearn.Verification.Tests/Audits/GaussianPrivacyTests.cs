using Unlearn.Verification.Audits;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>Gaussian differential privacy against values of the normal law from tables.</summary>
public sealed class GaussianPrivacyTests
{
    // delta(0) = 2 Phi(mu/2) - 1, the share of a normal law within mu/2 deviations.
    [TestCase(1.0, 0.3829249225480262)]
    [TestCase(2.0, 0.6826894921370859)]
    [TestCase(4.0, 0.9544997361036416)]
    public void At_epsilon_nought_delta_is_the_distance_between_the_two_laws(double mu, double delta) =>
        Assert.That(GaussianPrivacy.Delta(0, mu), Is.EqualTo(delta).Within(1e-14));

    // Phi(-0.5) = 0.3085375387259869, Phi(-1.5) = 0.0668072012688581; Phi(0) = 0.5, Phi(-2) = 0.0227501319481792.
    [TestCase(1.0, 1.0, 0.3085375387259869, 0.0668072012688581)]
    [TestCase(2.0, 2.0, 0.5, 0.0227501319481792)]
    public void Delta_is_the_first_tail_less_the_second_times_e_to_the_epsilon(
        double epsilon,
        double mu,
        double first,
        double second
    ) =>
        Assert.That(GaussianPrivacy.Delta(epsilon, mu), Is.EqualTo(first - (Math.Exp(epsilon) * second)).Within(1e-14));

    [TestCase(0.0)]
    [TestCase(2.0)]
    public void What_leaks_nothing_has_neither_delta_nor_epsilon(double epsilon)
    {
        Assert.That(GaussianPrivacy.Delta(epsilon, 0), Is.Zero);
        Assert.That(GaussianPrivacy.Epsilon(0, 1e-5), Is.Zero);
    }

    [Test]
    public void A_delta_that_covers_everything_leaves_an_epsilon_of_nought()
    {
        Assert.That(GaussianPrivacy.Epsilon(1, 0.39), Is.Zero, "more than 0.3829");
        Assert.That(GaussianPrivacy.Epsilon(1, GaussianPrivacy.Delta(0, 1)), Is.Zero, "just as much");
        Assert.That(GaussianPrivacy.Epsilon(1, 0.38), Is.InRange(0.001, 0.02), "a little less");
    }

    [TestCase(1.0, 0.75)]
    [TestCase(0.5, 3.0)]
    [TestCase(6.0, 20.0)]
    public void The_epsilon_at_a_delta_is_the_smallest_one(double mu, double epsilon)
    {
        double delta = GaussianPrivacy.Delta(epsilon, mu);
        double found = GaussianPrivacy.Epsilon(mu, delta);
        Assert.That(found, Is.LessThanOrEqualTo(epsilon));
        Assert.That(found, Is.EqualTo(epsilon).Within(1e-9));
        Assert.That(GaussianPrivacy.Delta(found, mu), Is.LessThanOrEqualTo(delta));
        Assert.That(GaussianPrivacy.Delta(Math.BitDecrement(found), mu), Is.GreaterThan(delta));
    }
}
