using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Answers at the tokens of three texts, of two tokens, one and two.</summary>
public sealed class TokenEvidenceTests
{
    private static readonly string[] Names =
    [
        "target_token_logs",
        "target_law_means",
        "target_law_deviations",
        "target_likeliest_tokens",
        "target_tokens",
    ];

    [Test]
    public void There_is_an_answer_for_each_attacked_point() =>
        Refused(static () => Check(OneEach(-1, -2)), "Tokens of 2 points for 3 attacked points.");

    [Test]
    public void Certainty_is_a_log_probability_of_nought() =>
        Assert.That(static () => Check(OneEach(-1, 0, -2)), Throws.Nothing);

    [TestCase(0.5)]
    [TestCase(double.NegativeInfinity)]
    public void What_is_no_log_probability_is_refused_with_its_point(double log) =>
        Refused(
            () => Check(OneEach(-1, log, -2)),
            $"A token of point 1 has the log-probability {log}; it is at most 0."
        );

    [Test]
    public void Counts_say_where_texts_end()
    {
        TokenAnswers read = Read(2, 1, 2)!;
        Assert.That(read.LogProbabilities(0).ToArray(), Is.EqualTo(new[] { -1.0, -2 }));
        Assert.That(read.LogProbabilities(1).ToArray(), Is.EqualTo(new[] { -3.0 }));
        Assert.That(read.Targets(2).ToArray(), Is.EqualTo(new[] { -5.0, -6 }));
        Assert.That(ThreePoints.Read(TokenEvidence.Kind), Is.Null);
    }

    [TestCase(0.0, "0")]
    [TestCase(3.0, "3")]
    [TestCase(1.5, "1.5")]
    public void A_text_has_a_token_and_no_more_than_columns(double count, string text)
    {
        for (int point = 0; point < 3; point++)
        {
            double[] counts = [2, 1, 2];
            counts[point] = count;
            Refused(
                () => Read(counts),
                $"'target_token_counts' holds {text} for point {point}; a count is a whole number from 1 to 2, the width of 'target_token_logs'."
            );
        }
    }

    [Test]
    public void All_signals_are_there_and_as_wide_as_the_first()
    {
        NamedArray[] arrays = Arrays(2, 1, 2);
        Refused(
            () => ThreePoints.Read(TokenEvidence.Kind, [.. arrays.Where(static one => one.Name != "target_tokens")]),
            "'target_token_logs' is given without 'target_tokens'."
        );
        Refused(
            () => ThreePoints.Read(TokenEvidence.Kind, arrays[..5]),
            "'target_token_logs' is given without 'target_token_counts': how many labelled tokens each point has."
        );
        arrays[2] = new NamedArray("target_law_deviations", [3, 3], new double[9]);
        Refused(
            () => ThreePoints.Read(TokenEvidence.Kind, arrays),
            "'target_law_deviations' has 3 tokens per point, 'target_token_logs' 2."
        );
    }

    [Test]
    public void What_is_collected_is_written_full_of_zeros()
    {
        TokenAnswers tokens = Read(2, 1, 2)!;
        AttackInput input = TokenEvidence.Kind.Collect(
            ThreePoints.Input,
            new Answers { Tokens = { [ModelRole.Target] = [tokens] } }
        );
        Assert.That(input.Get(TokenEvidence.Kind), Is.SameAs(tokens));
        Dictionary<string, NamedArray> written = ThreePoints.Write(TokenEvidence.Kind, tokens);
        Assert.That(written["target_token_logs"].Shape, Is.EqualTo(new[] { 3, 2 }));
        Assert.That(written["target_token_logs"].Values, Is.EqualTo(new[] { -1.0, -2, -3, 0, -5, -6 }));
        Assert.That(written["target_token_counts"].Values, Is.EqualTo(new[] { 2.0, 1, 2 }));
    }

    /// <summary>Texts of one token each.</summary>
    private static TokenAnswers OneEach(params double[] logs) =>
        new([.. logs.SelectMany(static log => new[] { log, -1, 0, 3, 4 })], 1);

    private static void Check(TokenAnswers answers) => TokenEvidence.Kind.Check(answers, ThreePoints.Input);

    private static NamedArray[] Arrays(params double[] counts) =>
        [
            .. Names.Select(static name => new NamedArray(name, [3, 2], [-1, -2, -3, -4, -5, -6])),
            new NamedArray("target_token_counts", [3], counts),
        ];

    private static TokenAnswers? Read(params double[] counts) => ThreePoints.Read(TokenEvidence.Kind, Arrays(counts));
}
