using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Tests.Signals;

public sealed class SignalTests
{
    [Test]
    public void Phi_is_the_log_odds_of_the_true_class()
    {
        double[] logits = [1, 2, 0.5];
        double p = Softmax.Of(logits)[1];

        Assert.That(Confidence.Phi(logits, 1), Is.EqualTo(Math.Log(p / (1 - p))).Within(1e-14));
        Assert.That(Confidence.Loss(Confidence.Phi(logits, 1)), Is.EqualTo(-Math.Log(p)).Within(1e-14));
        Assert.That(Confidence.Probability(Confidence.Phi(logits, 1)), Is.EqualTo(p).Within(1e-15));
    }

    [Test]
    public void Phi_does_not_saturate_where_the_softmax_does()
    {
        Assert.That(Confidence.Phi([80, 0], 0), Is.EqualTo(80));
        Assert.That(Confidence.Phi([800, 0, 0], 0), Is.EqualTo(800 - Math.Log(2)).Within(1e-12));
        Assert.That(Confidence.Loss(80), Is.EqualTo(Math.Exp(-80)).Within(1e-12 * Math.Exp(-80)));
        Assert.That(Confidence.Loss(-800), Is.EqualTo(800));
    }

    [Test]
    public void Phi_of_a_log_probability_keeps_its_digits_where_the_probability_is_nearly_one()
    {
        // -log(x (1 - x/2)) - x = -log x - x/2 up to x^2.
        Assert.That(Confidence.PhiOf(-1e-7), Is.EqualTo((7 * Math.Log(10)) - 0.5e-7).Within(1e-13));
        Assert.That(Confidence.PhiOf(0), Is.EqualTo((9 * Math.Log(10)) - 0.5e-9).Within(1e-13));
        Assert.That(Confidence.PhiOf(Math.Log(0.2)), Is.EqualTo(-Math.Log(4)).Within(1e-14));
    }

    [Test]
    public void Softmax_does_not_overflow()
    {
        Assert.That(Softmax.Of([1000, 1000, 0]), Is.EqualTo(new[] { 0.5, 0.5, 0 }));
    }

    [Test]
    public void Modified_entropy_is_small_only_when_sure_and_right()
    {
        double[] p = [0.7, 0.2, 0.1];
        double expected = -(0.3 * Math.Log(0.7)) - (0.2 * Math.Log(0.8)) - (0.1 * Math.Log(0.9));

        Assert.That(Uncertainty.ModifiedEntropy(p, 0), Is.EqualTo(expected).Within(1e-15));
        Assert.That(Uncertainty.ModifiedEntropy([1, 0], 0), Is.Zero);

        // Floor 1e-30 inside both logarithms: -log 1e-30 twice.
        Assert.That(Uncertainty.ModifiedEntropy([1, 0], 1), Is.EqualTo(2 * 30 * Math.Log(10)).Within(1e-12));
    }

    [Test]
    public void The_floor_counts_the_probabilities_that_it_replaces()
    {
        Assert.That(ProbabilityFloor.Of(0), Is.EqualTo(1e-30));
        Assert.That(ProbabilityFloor.Of(0.5), Is.EqualTo(0.5));
        Assert.That(ProbabilityFloor.Warning([0.5, 1e-30, 1], "probabilities"), Is.Null);
        Assert.That(
            ProbabilityFloor.Warning([0, 0.5, 1e-31, 1], "probabilities"),
            Is.EqualTo("2 of 4 probabilities are below 1e-30 and count as 1e-30: a loss of 69.1 nats at most.")
        );
        Assert.That(Uncertainty.InLogarithms([0.7, 0.3], 1), Is.EqualTo(new[] { 1 - 0.7, 0.3 }));
    }

    [Test]
    public void Entropy_of_equal_probabilities_is_the_log_of_their_number()
    {
        Assert.That(Uncertainty.Entropy([0.25, 0.25, 0.25, 0.25]), Is.EqualTo(Math.Log(4)).Within(1e-15));
        Assert.That(Uncertainty.Entropy([1, 0]), Is.Zero);
    }

    [Test]
    public void Jensen_shannon_is_symmetric_and_at_most_log_two()
    {
        double[] p = [0.5, 0.5, 0];
        double[] q = [0.1, 0.2, 0.7];

        Assert.That(Divergence.JensenShannon(p, q), Is.EqualTo(Divergence.JensenShannon(q, p)).Within(1e-15));
        Assert.That(Divergence.JensenShannon([1, 0], [0, 1]), Is.EqualTo(Math.Log(2)).Within(1e-15));
        Assert.That(Divergence.JensenShannon(p, p), Is.Zero);
    }
}
