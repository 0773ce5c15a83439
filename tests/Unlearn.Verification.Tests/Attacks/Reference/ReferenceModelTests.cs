using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Reference;

public sealed class ReferenceModelTests
{
    // Mean log-probabilities of four texts; the first two are members. Alone they say nothing, beside the references all.
    private static readonly double[] Target = [-1, -3, -2, -2];
    private static readonly double[][] Others =
    [
        [-2, -5, -2, -1],
        [-3, -7, -2, -1],
    ];

    [Test]
    public void The_difference_is_to_the_mean_of_the_models() =>
        Assert.That(Scores(ReferenceScore.Difference), Is.EqualTo(new[] { 1.5, 3, 0, -1 }).Within(1e-12));

    [Test]
    public void The_ratio_is_of_losses() =>
        Assert.That(Scores(ReferenceScore.Ratio), Is.EqualTo(new[] { 2.5, 2, 1, 0.5 }).Within(1e-12));

    [Test]
    public void What_is_hard_for_every_model_is_no_evidence_against_membership() =>
        Assert.That(Evaluate(ReferenceScore.Difference).Of("auc"), Is.EqualTo(1.0));

    [Test]
    public void Points_of_one_side_are_refused() =>
        Refused(
            () =>
                new ReferenceModel().Evaluate(
                    Inputs.Gaps([1, 2], [true, true]).With(ReferenceEvidence.Kind, [Inputs.Table(0, 0)])
                ),
            "The membership mask names no non-member: the attack needs both sides."
        );

    [Test]
    public void Without_a_model_that_never_saw_the_points_there_is_nothing_to_compare_with() =>
        Refused(
            () => new ReferenceModel().Evaluate(Inputs.Gaps([1, 2], [true, false]).With(ReferenceEvidence.Kind, [])),
            "'reference' needs at least 1 retrained models, got 0."
        );

    private static double[]? Scores(ReferenceScore score) => Evaluate(score).Scores;

    private static AttackEvidence Evaluate(ReferenceScore score) =>
        new ReferenceModel { Score = score }.Evaluate(
            new AttackInput
            {
                Target = Table(Target),
                Labels = new int[Target.Length],
                Members = [true, true, false, false],
            }.With(ReferenceEvidence.Kind, [.. Others.Select(Table)])
        );

    private static LogitTable Table(double[] logs) =>
        new([.. logs.SelectMany(static log => new[] { Confidence.PhiOf(log), 0 })], 2);
}
