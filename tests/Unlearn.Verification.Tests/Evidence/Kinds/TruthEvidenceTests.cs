using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Right and wrong answers: three to the first of three points, none to the second, two to the last.</summary>
public sealed class TruthEvidenceTests
{
    private static readonly double[][] Target =
    [
        [-1, -2, -3],
        [],
        [-4, 0],
    ];
    private static readonly double[][] Other =
    [
        [-5, -6, -7],
        [],
        [-8, -9],
    ];

    private static readonly NamedArray Logs = new("target_truth_logs", [3, 3], [-1, -2, -3, 0, 0, 0, -4, 0, 0]);
    private static readonly NamedArray Counts = new("truth_answer_counts", [3], [3, 0, 2]);

    [Test]
    public void The_right_answer_in_other_words_comes_before_the_wrong_ones()
    {
        TruthAnswers truth = Collected(
            [
                [-1],
                [-4],
            ],
            [
                [-2, -3],
                [-5],
            ]
        );
        Assert.That(truth.Target, Is.EqualTo(new double[][] { [-1, -2, -3], [-4, -5] }));
        Assert.That(truth.Retrained, Has.Count.EqualTo(2));
        Assert.That(truth.Retrained[1], Is.EqualTo(new double[][] { [-1, -2, -3], [-4, -5] }));
    }

    [Test]
    public void A_point_without_wrong_answers_or_that_was_not_asked_has_none() =>
        Assert.That(
            Collected(
                [
                    [-1],
                    [],
                    [],
                ],
                [
                    [],
                    [-5],
                    [],
                ]
            ).Target,
            Is.EqualTo(new double[][] { [], [], [] })
        );

    [Test]
    public void Non_members_are_not_asked()
    {
        Answers answers = Asked(
            [
                [-1],
            ],
            [
                [-2],
            ]
        );
        TruthEvidence.Kind.Collect(ThreePoints.Input, answers);
        Assert.That(answers.AskedOfAll, Is.Empty);
    }

    [Test]
    public void Answers_of_every_length_pass_that_all_models_share() =>
        Assert.That(static () => Check(Target, Other), Throws.Nothing);

    [Test]
    public void Every_model_answers_all_points()
    {
        const string Words = "Right and wrong answers to 2 points for 3 attacked points.";
        Refused(static () => Check(Target, Other[..2]), Words);
        Refused(static () => Check(Target[..2], Other), Words);
    }

    [Test]
    public void One_answer_alone_is_neither_none_nor_right_and_wrong()
    {
        double[][] one =
        [
            [-1, -2],
            [-3],
            [],
        ];
        Refused(
            () => Check(one),
            "Point 1 has 1 answers; none, or a right one and at least one wrong, the same of every model, are right."
        );
    }

    [Test]
    public void All_models_have_the_same_answers() =>
        Refused(
            static () =>
                Check(
                    Target,
                    [
                        [-5, -6],
                        [],
                        [-8, -9],
                    ]
                ),
            "Point 0 has 2 answers; none, or a right one and at least one wrong, the same of every model, are right."
        );

    [TestCase(0.1)]
    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void A_logarithm_of_a_probability_is_finite_and_at_most_nought(double log) =>
        Refused(
            () =>
                Check([
                    [-1, -2],
                    [],
                    [-1, log],
                ]),
            "An answer to point 2 has a log-probability that is above 0 or not finite."
        );

    [Test]
    public void Arrays_say_how_many_answers_each_point_has()
    {
        TruthAnswers truth = ThreePoints.Read(TruthEvidence.Kind, Logs, Counts)!;
        Assert.That(truth.Target, Is.EqualTo(Target));
        Assert.That(truth.Retrained, Is.Empty, "retrained models are no must");
        Assert.That(ThreePoints.Read(TruthEvidence.Kind), Is.Null);
        Refused(
            static () => ThreePoints.Read(TruthEvidence.Kind, Logs),
            "'target_truth_logs' is given without 'truth_answer_counts': how many answers each point has."
        );
    }

    [TestCase(1.0, "1")]
    [TestCase(-1.0, "-1")]
    [TestCase(2.5, "2.5")]
    [TestCase(4.0, "4")]
    public void A_count_of_answers_is_none_or_two_at_least(double count, string text)
    {
        for (int point = 0; point < 3; point++)
        {
            double[] counts = [2, 0, 3];
            counts[point] = count;
            Refused(
                () => ThreePoints.Read(TruthEvidence.Kind, Logs, Counts with { Values = counts }),
                $"'truth_answer_counts' holds {text} for point {point}; a count is 0, or a whole number from 2 to 3, the width of 'target_truth_logs'."
            );
        }
    }

    [Test]
    public void Retrained_models_have_as_many_columns_as_the_target()
    {
        var retrained = new NamedArray("retrained_truth_logs", [1, 3, 3], [-5, -6, -7, 0, 0, 0, -8, -9, 0]);
        Assert.That(
            ThreePoints.Read(TruthEvidence.Kind, Logs, Counts, retrained)!.Retrained.Single(),
            Is.EqualTo(Other)
        );
        Refused(
            static () =>
                ThreePoints.Read(
                    TruthEvidence.Kind,
                    Logs,
                    Counts,
                    new NamedArray("retrained_truth_logs", [1, 3, 2], new double[6])
                ),
            "'retrained_truth_logs' has 2 answers per point, 'target_truth_logs' 3."
        );
    }

    [Test]
    public void Rows_are_written_full_of_zeros()
    {
        Dictionary<string, NamedArray> written = ThreePoints.Write(
            TruthEvidence.Kind,
            new TruthAnswers(Target, [Other, Target])
        );
        Assert.That(written["target_truth_logs"].Shape, Is.EqualTo(new[] { 3, 3 }));
        Assert.That(written["target_truth_logs"].Values, Is.EqualTo(Logs.Values));
        Assert.That(written["retrained_truth_logs"].Shape, Is.EqualTo(new[] { 2, 3, 3 }));
        Assert.That(
            written["retrained_truth_logs"].Values[..9],
            Is.EqualTo(new[] { -5.0, -6, -7, 0, 0, 0, -8, -9, 0 })
        );
        Assert.That(written["truth_answer_counts"].Values, Is.EqualTo(Counts.Values));
    }

    [Test]
    public void Without_retrained_models_no_array_of_theirs_is_written() =>
        Assert.That(
            ThreePoints.Write(TruthEvidence.Kind, new TruthAnswers(Target, [])).Keys,
            Is.EquivalentTo(new[] { "target_truth_logs", "truth_answer_counts" })
        );

    private static Answers Asked(double[][] right, double[][] wrong) =>
        new()
        {
            Logs =
            {
                [(ModelRole.Target, TextForm.Paraphrase)] = [right],
                [(ModelRole.Target, TextForm.WrongAnswers)] = [wrong],
                [(ModelRole.References, TextForm.Paraphrase)] = [right, right],
                [(ModelRole.References, TextForm.WrongAnswers)] = [wrong, wrong],
            },
        };

    private static TruthAnswers Collected(double[][] right, double[][] wrong)
    {
        var members = new bool[right.Length];
        members[0] = true;
        AttackInput input = new()
        {
            Target = ThreePoints.Zeros(right.Length),
            Labels = new int[right.Length],
            Members = members,
        };
        return TruthEvidence.Kind.Collect(input, Asked(right, wrong)).Get(TruthEvidence.Kind)!;
    }

    private static void Check(double[][] target, params double[][][] retrained) =>
        TruthEvidence.Kind.Check(new TruthAnswers(target, retrained), ThreePoints.Input);
}
