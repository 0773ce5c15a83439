using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Tokens;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

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

    // phi of mean log-probabilities -0.5, -1, -2 and -1; row by row logits 0 for the right one, so that log p is -log(1 + e^x).
    private static readonly NamedArray[] Means =
    [
        new(
            "target_logits",
            [4, 2],
            [.. new[] { 0.5, 1, 2, 1 }.SelectMany(static nats => new[] { -Math.Log(Math.Exp(nats) - 1), 0 })]
        ),
        new("labels", [4], [0, 0, 0, 0]),
        new("members", [4], [1, 1, 0, 0]),
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
    public void Zlib_divides_by_bytes() =>
        Assert.That(
            Evaluate(new Zlib(), [.. Means, new("compressed_lengths", [4], [10, 20, 10, 40])]).Scores,
            Is.EqualTo(new[] { -0.05, -0.05, -0.2, -0.025 }).Within(1e-12)
        );

    [Test]
    public void Lower_case_divides_losses() =>
        Assert.That(
            Evaluate(new LowerCase(), [.. Means, new("target_lower_case_logs", [4], [-2, -3, -2, -1])]).Scores,
            Is.EqualTo(new[] { 4.0, 3, 1, 1 }).Within(1e-12)
        );

    [TestCase("compressed_lengths", 0, "holds 0 for point 1; a length is above 0")]
    [TestCase("target_lower_case_logs", 0.5, "holds 0.5 for point 1; a log-probability is at most 0")]
    public void A_number_that_cannot_be_is_an_error_in_words(string name, double number, string expected) =>
        Assert.That(
            () =>
                Evaluate(
                    name.StartsWith("comp", StringComparison.Ordinal) ? new Zlib() : new LowerCase(),
                    [.. Means, new(name, [4], [1 - (2 * (number > 0 ? 1 : 0)), number, -1, -1])]
                ),
            Throws.TypeOf<InputException>().With.Message.Contains(expected)
        );

    [Test]
    public void Greedy_answers_count_where_they_are_there()
    {
        NamedArray[] said =
        [
            new("greedy_rouge_recall", [4], [1, 0.5, 0.25, 0]),
            new("greedy_rouge_f1", [4], [1, 0.25, 0.5, 0]),
        ];
        AttackEvidence with = Evaluate(new ExtractionStrength(), [.. Texts, .. said]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(with.Of("rouge-l-recall"), Is.EqualTo(0.75).Within(1e-12));
            Assert.That(with.Of("rouge-l-f1"), Is.EqualTo(0.625).Within(1e-12));
            Assert.That(with.Of("rouge-l-recall-unseen"), Is.EqualTo(0.125).Within(1e-12));
            Assert.That(
                Evaluate(new ExtractionStrength())
                    .Figures.Single(static figure => figure.Name == "rouge-l-recall")
                    .NotResolvable,
                Does.Contain("no greedy answers")
            );
        }
    }

    // The first text's wrong answers are e^-1 and e^-3 times as likely as its right one, the second's e^2 times; the third has none, the fourth is no member.
    private static readonly NamedArray[] Truths =
    [
        new("target_truth_logs", [4, 3], [-1, -2, -4, -3, -1, 0, 0, 0, 0, -1, -1, 0]),
        new(
            "retrained_truth_logs",
            [2, 4, 3],
            [-1, -1, -1, -1, -1, 0, 0, 0, 0, -1, -1, 0, -1, -3, -3, -3, -1, 0, 0, 0, 0, -1, -1, 0]
        ),
        new("truth_answer_counts", [4], [3, 2, 0, 2]),
    ];

    [Test]
    public void Truth_ratio_is_of_forgotten_texts_that_have_wrong_answers()
    {
        AttackEvidence evidence = Evaluate(new TruthRatioAttack(), [.. Means, .. Truths]);
        AttackEvidence arithmetic = Evaluate(
            new TruthRatioAttack { Mean = TruthRatioMean.Arithmetic },
            [.. Means, .. Truths]
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.Of("truth-ratio"), Is.EqualTo(Math.Exp(-2)).Within(1e-12), "e^-2 and 1/e^2");
            Assert.That(
                arithmetic.Of("truth-ratio"),
                Is.EqualTo((((Math.Exp(-1) + Math.Exp(-3)) / 2) + Math.Exp(-2)) / 2).Within(1e-12)
            );
            Assert.That(evidence.Of("forget-quality-d"), Is.EqualTo(0.25).Within(1e-12), "1/2 to {0, 0}, 0 to itself");
            Assert.That(evidence.Of("forget-quality-log10-p"), Is.Zero.Within(1e-12), "two against two say nothing");
            Assert.That(evidence.Of("null-forget-quality-d"), Is.EqualTo(0.5).Within(1e-12));
        }
    }

    [Test]
    public void Without_retrained_models_only_the_ratio_is_left()
    {
        AttackInput input = AuditInputs.Build([.. Means, .. Truths], [TruthEvidence.Kind]);
        TruthAnswers answers = input.Get(TruthEvidence.Kind)!;

        AttackEvidence evidence = new TruthRatioAttack().Evaluate(
            input.With(TruthEvidence.Kind, answers with { Retrained = [] })
        );

        Assert.That(evidence.Of("truth-ratio"), Is.EqualTo(Math.Exp(-2)).Within(1e-12));
        Assert.That(
            evidence.Figures.Skip(1).Select(static figure => figure.NotResolvable),
            Is.EqualTo(
                new[]
                {
                    "there is no retrained model",
                    "there is no retrained model",
                    "needs two retrained models",
                    "needs two retrained models",
                }
            )
        );
    }

    [Test]
    public void Truth_ratio_needs_wrong_answers() =>
        Assert.That(
            () =>
                Evaluate(
                    new TruthRatioAttack(),
                    [.. Means, .. Truths.Take(2), new("truth_answer_counts", [4], [0, 0, 0, 2])]
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("needs wrong answers")
        );

    [Test]
    public void Truths_that_are_written_are_read_again()
    {
        AttackInput input = AuditInputs.Build([.. Means, .. Truths], [TruthEvidence.Kind]);
        AttackInput again = AuditInputs.Build([.. Means, .. TruthEvidence.Kind.Write(input)], [TruthEvidence.Kind]);

        Assert.That(again.Get(TruthEvidence.Kind)!.Target, Is.EqualTo(input.Get(TruthEvidence.Kind)!.Target));
        Assert.That(again.Get(TruthEvidence.Kind)!.Retrained, Is.EqualTo(input.Get(TruthEvidence.Kind)!.Retrained));
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

    private static AttackEvidence Evaluate(IOutputAttack attack) => Evaluate(attack, Texts);

    private static AttackEvidence Evaluate(IOutputAttack attack, NamedArray[] arrays) =>
        attack.Evaluate(AuditInputs.Build(arrays, [.. attack.Needs]));

    private static AttackInput Build(NamedArray[] arrays) => AuditInputs.Build(arrays, [TokenEvidence.Kind]);
}
