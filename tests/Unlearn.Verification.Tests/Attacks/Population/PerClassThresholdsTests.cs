using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Population;

public sealed class PerClassThresholdsTests
{
    [Test]
    public void A_score_that_both_sides_have_can_be_the_threshold() =>
        Assert.That(PerClassThresholds.Fit([2, 2, 0], [0, 0, 0], [true, false, false], 1), Is.EqualTo([2.0]));

    // At 1 all members and half of the others are right, 1.5; at 4 a third and all, 4/3.
    [Test]
    public void Both_sides_count_the_same_whatever_their_sizes() =>
        Assert.That(
            PerClassThresholds.Fit([1, 2, 4, 0, 3], new int[5], [true, true, true, false, false], 1),
            Is.EqualTo([1.0])
        );

    [Test]
    public void A_class_that_lacks_a_side_takes_the_threshold_of_all_classes() =>
        Assert.That(
            PerClassThresholds.Fit([5, 1, 4, 0], [0, 0, 1, 2], [true, false, true, false], 3),
            Is.EqualTo([5.0, 4, 4]),
            "5 of the first class, 4 of all of them"
        );

    [Test]
    public void A_score_at_the_threshold_is_called_a_members()
    {
        AttackInput input = Inputs
            .Gaps([2, 1.5, 2], [true, true, false])
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(2), [0]))
            .With(PopulationEvidence.Kind, new ModelOutputs(Inputs.Table(0), [0]));

        AttackEvidence evidence = new ConfidenceThreshold().Evaluate(input);

        Assert.That((evidence.Of("tpr"), evidence.Of("fpr")), Is.EqualTo((0.5, 1.0)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Shadow_models_must_have_both_sides(bool side) =>
        Refused(
            () =>
                new ConfidenceThreshold { Shadows = 1 }.Evaluate(
                    Inputs
                        .Gaps([2, 1], [true, false])
                        .With(
                            ShadowEvidence.Kind,
                            new ShadowOutputs(
                                [Inputs.Table(2, 1)],
                                [
                                    [side, side],
                                ]
                            )
                        )
                ),
            "The shadow models' masks have one side only: thresholds need both."
        );

    [Test]
    public void Thresholds_come_from_shadow_models_or_from_known_points()
    {
        Assert.That(
            new EntropyThreshold().Needs,
            Is.EqualTo(new EvidenceKind[] { RetainEvidence.Kind, PopulationEvidence.Kind })
        );
        Assert.That(new EntropyThreshold { Shadows = 2 }.Needs, Is.EqualTo(new EvidenceKind[] { ShadowEvidence.Kind }));
    }

    [Test]
    public void The_score_of_an_entropy_is_its_negative() =>
        Close.To(
            EntropyThreshold.Scores(Inputs.Table(0, Math.Log(3)), [0, 0]),
            [-Math.Log(2), (0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))],
            1e-15,
            "1/2 and 1/2, 3/4 and 1/4"
        );
}
