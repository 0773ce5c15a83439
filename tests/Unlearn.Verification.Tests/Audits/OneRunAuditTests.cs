using Unlearn.Core;
using Unlearn.Verification.Audits;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>Auditing in one run, where every guess is right with probability e^epsilon / (1 + e^epsilon).</summary>
public sealed class OneRunAuditTests
{
    [Test]
    public void Guesses_of_a_private_training_are_coin_flips()
    {
        Assert.That(OneRunAudit.PValue(10, 10, 10, 0), Is.EqualTo(Math.Pow(0.5, 10)).Within(1e-15));
        // 9 or 10 of 10 heads: 11 of 1024.
        Assert.That(OneRunAudit.PValue(40, 10, 9, 0), Is.EqualTo(11.0 / 1024).Within(1e-15));
        // At epsilon ln 3 three of four guesses are right.
        Assert.That(OneRunAudit.PValue(5, 5, 5, Math.Log(3)), Is.EqualTo(Math.Pow(0.75, 5)).Within(1e-14));
    }

    // One canary, one guess, right: 1/2, and delta shifts it by 2 m delta alpha with alpha = P(0 right)/1 = 1/2.
    [TestCase(1, 1, 1, 0.1, 0.6)]
    // Two of two: 1/4; alpha is the larger of P(1)/1 = 1/2 and (P(1) + P(0))/2 = 3/8.
    [TestCase(2, 2, 2, 0.01, 0.25 + (2 * 2 * 0.01 * 0.5))]
    // Ten canaries, two guesses, one right: 3/4; alpha is P(0)/1 = 1/4.
    [TestCase(10, 2, 1, 0.01, 0.75 + (2 * 10 * 0.01 * 0.25))]
    [TestCase(1, 1, 1, 0.9, 1.0)]
    public void Delta_weakens_the_evidence_by_all_canaries(
        int canaries,
        int guesses,
        int correct,
        double delta,
        double expected
    ) => Assert.That(OneRunAudit.PValue(canaries, guesses, correct, 0, delta), Is.EqualTo(expected).Within(1e-14));

    [TestCase(1, 1, 0)]
    [TestCase(5, 0, 0)]
    public void Nothing_right_is_no_evidence(int canaries, int guesses, int correct)
    {
        Assert.That(OneRunAudit.PValue(canaries, guesses, correct, 1), Is.EqualTo(1));
        Assert.That(OneRunAudit.EpsilonLower(canaries, guesses, correct), Is.Zero);
    }

    [TestCase(0, 0, 0)]
    [TestCase(5, -1, 0)]
    [TestCase(5, 6, 3)]
    [TestCase(5, 3, 4)]
    [TestCase(5, 3, -1)]
    public void Counts_that_cannot_be_are_refused(int canaries, int guesses, int correct) =>
        Assert.That(
            () => OneRunAudit.PValue(canaries, guesses, correct, 0),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo(
                    $"{correct} right of {guesses} guesses on {canaries} canaries is impossible: right <= guesses <= canaries."
                )
        );

    [TestCase(-0.1, "-0.1")]
    [TestCase(1.0, "1")]
    [TestCase(double.NaN, "NaN")]
    public void A_delta_outside_of_nought_and_one_is_refused(double delta, string text) =>
        Assert.That(
            () => OneRunAudit.PValue(5, 5, 5, 0, delta),
            Throws.TypeOf<InputException>().With.Message.EqualTo($"delta lies in [0, 1), got {text}.")
        );

    [TestCase(0.0, "0")]
    [TestCase(1.0, "1")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(1.5, "1.5")]
    public void A_level_that_is_none_is_refused(double level, string text) =>
        Assert.That(
            () => OneRunAudit.EpsilonLower(5, 5, 5, significance: level),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo($"A significance level lies between 0 and 1, got {text}.")
        );

    // With all n guesses right the bound solves rate^n = p: epsilon = log(rate / (1 - rate)) with rate = p^(1/n).
    [TestCase(10, 0.05)]
    [TestCase(100, 0.05)]
    [TestCase(1000, 0.01)]
    public void Where_all_guesses_are_right_the_bound_has_a_closed_form(int guesses, double level)
    {
        double rate = Math.Pow(level, 1.0 / guesses);
        Assert.That(
            OneRunAudit.EpsilonLower(guesses, guesses, guesses, significance: level),
            Is.EqualTo(Math.Log(rate / (1 - rate))).Within(1e-9)
        );
    }

    [Test]
    public void Evidence_that_just_reaches_the_level_refutes_nothing() =>
        Assert.That(OneRunAudit.EpsilonLower(2, 2, 2, significance: 0.25), Is.Zero.Within(1e-12));
}
