using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>One further number of each of three texts: its compressed length, or its log-probability in lower case.</summary>
public sealed class NumbersEvidenceTests
{
    [Test]
    public void There_is_a_number_for_each_attacked_point() =>
        Refused(
            static () => CompressionEvidence.Kind.Check([5, 6], ThreePoints.Input),
            "'compressed_lengths' has 2 numbers for 3 attacked points."
        );

    [TestCase(0.0, 0, "0")]
    [TestCase(-1.0, 2, "-1")]
    [TestCase(double.NaN, 1, "NaN")]
    [TestCase(double.PositiveInfinity, 1, "Infinity")]
    public void A_length_is_above_nought(double length, int point, string text)
    {
        double[] lengths = [5, 6, 7];
        lengths[point] = length;
        Refused(
            () => CompressionEvidence.Kind.Check(lengths, ThreePoints.Input),
            $"'compressed_lengths' holds {text} for point {point}; a length is above 0."
        );
    }

    [Test]
    public void A_log_probability_is_at_most_nought()
    {
        Assert.That(static () => LowerCaseEvidence.Kind.Check([0, -1, -2], ThreePoints.Input), Throws.Nothing);
        Refused(
            static () => LowerCaseEvidence.Kind.Check([0.5, -1, -2], ThreePoints.Input),
            "'target_lower_case_logs' holds 0.5 for point 0; a log-probability is at most 0."
        );
    }

    [Test]
    public void Lower_case_is_asked_of_members_and_non_members()
    {
        Answers answers = LowerCase([
            [-1],
            [-2],
            [-3],
        ]);
        Assert.That(
            LowerCaseEvidence.Kind.Collect(ThreePoints.Input, answers).Get(LowerCaseEvidence.Kind),
            Is.EqualTo(new[] { -1.0, -2, -3 })
        );
        Assert.That(answers.AskedOfAll, Is.EqualTo(new[] { TextForm.LowerCase }));
    }

    [Test]
    public void A_text_without_an_answer_in_lower_case_is_longer_than_the_context() =>
        Refused(
            static () =>
                LowerCaseEvidence.Kind.Collect(
                    ThreePoints.Input,
                    LowerCase([
                        [-1],
                        [],
                        [-3],
                    ])
                ),
            "In lower case the prompt of attacked point 1 alone is longer than the context; raise `context`."
        );

    private static Answers LowerCase(double[][] logs) =>
        new() { Logs = { [(ModelRole.Target, TextForm.LowerCase)] = [logs] } };
}
