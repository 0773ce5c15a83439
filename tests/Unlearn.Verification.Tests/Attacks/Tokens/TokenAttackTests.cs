using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Tokens;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Tokens;

/// <summary>Attacks on tokens through the arrays of an audit, against numbers worked out by hand.</summary>
public sealed class TokenAttackTests
{
    // Four texts of 4, 2, 3 and 1 tokens; the first two are members. What stands behind a text's end would change every figure.
    private static readonly NamedArray[] Texts =
    [
        new("target_logits", [4, 2], [1, 0, 2, 0, 3, 0, 4, 0]),
        new("labels", [4], [0, 0, 0, 0]),
        new("members", [4], [1, 1, 0, 0]),
        new("target_token_logs", [4, 4], [-1, -4, -2, -3, -0.5, -1, -99, -99, -2, -6, -4, -99, -3, -99, -99, -99]),
        new("target_law_means", [4, 4], [-2, -2, -2, -2, -1, -1, 9, 9, -1, -2, -2, 9, -1, 9, 9, 9]),
        new("target_law_deviations", [4, 4], [1, 2, 1, 0.5, 1, 0.5, 9, 9, 1, 2, 1, 9, 4, 9, 9, 9]),
        new("target_likeliest_tokens", [4, 4], [5, 9, 7, 8, 5, 6, 0, 0, 5, 6, 9, 0, 9, 0, 0, 0]),
        new("target_tokens", [4, 4], [5, 6, 7, 8, 5, 6, 0, 0, 5, 6, 7, 0, 5, 0, 0, 0]),
        new("target_token_counts", [4], [4, 2, 3, 1]),
    ];

    [Test]
    public void Min_k_looks_at_the_least_likely_tokens_of_each_text() =>
        Assert.That(
            Evaluate(new MinK { Share = 0.5 }).Scores,
            Is.EqualTo(new[] { -3.5, -1, -6, -3 }).Within(1e-12),
            "two of four tokens, one of two, of three and of one"
        );

    [Test]
    public void Min_k_plus_plus_standardises_before_it_chooses() =>
        Assert.That(
            Evaluate(new MinKPlusPlus { Share = 0.5 }).Scores,
            Is.EqualTo(new[] { -1.5, 0, -2, -0.5 }).Within(1e-12),
            "(-2 - 1)/2 of 1, -1, 0, -2; 0 of 0.5, 0; -2 of -1, -2, -2; -0.5"
        );

    [Test]
    public void Extraction_is_a_mean_over_texts_of_each_side()
    {
        AttackEvidence evidence = Evaluate(new ExtractionStrength());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.Of("extraction-strength"), Is.EqualTo(0.75).Within(1e-12), "1/2 and 1");
            Assert.That(evidence.Of("exact-memorisation"), Is.EqualTo(0.875).Within(1e-12), "3/4 and 1");
            Assert.That(evidence.Of("extraction-strength-unseen"), Is.Zero, "the last token is wrong in both");
            Assert.That(evidence.Of("exact-memorisation-unseen"), Is.EqualTo(1.0 / 3).Within(1e-12), "2/3 and 0");
        }
    }

    [Test]
    public void What_is_written_is_read_again_and_may_be_checked_as_finite()
    {
        AttackInput input = Build(Texts);
        NamedArray[] written = [.. TokenEvidence.Kind.Write(input)];

        Assert.That(written.SelectMany(static array => array.Values), Has.All.Matches<double>(double.IsFinite));
        AttackInput again = Build([.. Texts.Take(3), .. written]);
        Assert.That(again.Get(TokenEvidence.Kind)!.Values, Is.EqualTo(input.Get(TokenEvidence.Kind)!.Values));
    }

    [TestCase(5, "holds 5 for point 3; a count is a whole number from 1 to 4")]
    [TestCase(0, "holds 0 for point 3")]
    [TestCase(1.5, "holds 1.5 for point 3")]
    public void A_count_that_cannot_be_is_an_error_in_words(double count, string expected) =>
        Assert.That(
            () => Build([.. Texts.SkipLast(1), new("target_token_counts", [4], [4, 2, 3, count])]),
            Throws.TypeOf<InputException>().With.Message.Contains(expected)
        );

    [Test]
    public void Rows_without_counts_are_refused() =>
        Assert.That(
            () => Build([.. Texts.SkipLast(1)]),
            Throws.TypeOf<InputException>().With.Message.Contains("without 'target_token_counts'")
        );

    private static AttackEvidence Evaluate(IOutputAttack attack) => attack.Evaluate(Build(Texts));

    private static AttackInput Build(NamedArray[] arrays) => AuditInputs.Build(arrays, [TokenEvidence.Kind]);
}
