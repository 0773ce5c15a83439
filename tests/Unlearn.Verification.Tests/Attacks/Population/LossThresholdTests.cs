using Unlearn.Core;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Population;

public sealed class LossThresholdTests
{
    [Test]
    public void The_threshold_is_the_mean_loss_of_the_retained_points()
    {
        // Two classes, logit gap g: loss log(1 + exp(-g)).
        AttackInput input = Inputs
            .Gaps([3, 0, 2, -1], [true, true, false, false])
            .With(RetainEvidence.Kind, new ModelOutputs(new LogitTable([1, 0, 1, 0], 2), [0, 0]));

        AttackEvidence evidence = new LossThreshold().Evaluate(input);

        Assert.That(evidence.Scores![0], Is.EqualTo(-Math.Log(1 + Math.Exp(-3))).Within(1e-15));
        Assert.That(Value(evidence, "tpr"), Is.EqualTo(0.5));
        Assert.That(Value(evidence, "fpr"), Is.EqualTo(0.5));
        Assert.That(Value(evidence, "advantage"), Is.Zero);
        Assert.That(evidence.Figures[0].Value, Is.EqualTo(0.75));
    }

    [Test]
    public void Retained_points_of_different_losses_count_by_their_mean()
    {
        // Losses log 2 and log 4/3 have the mean log sqrt(8/3), of which the gap is 0.457; the larger of them has the gap 0.
        AttackInput input = Inputs
            .Gaps([0.4, 0.5], [true, false])
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(0, Math.Log(3)), [0, 0]));

        AttackEvidence evidence = new LossThreshold().Evaluate(input);

        Assert.That((Value(evidence, "tpr"), Value(evidence, "fpr")), Is.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Without_retained_points_the_members_are_the_training_set()
    {
        AttackEvidence evidence = new LossThreshold().Evaluate(Inputs.Gaps([3, 1, 0, -1], [true, true, false, false]));

        Assert.That(Value(evidence, "tpr"), Is.EqualTo(0.5));
        Assert.That(Value(evidence, "fpr"), Is.Zero);
    }

    [Test]
    public void Huge_logits_give_a_finite_loss()
    {
        AttackEvidence evidence = new LossThreshold().Evaluate(
            Inputs.Gaps([900, -900, 5, 3], [true, true, false, false])
        );

        Assert.That(evidence.Scores, Has.All.Matches<double>(double.IsFinite));
        Assert.That(evidence.Scores![1], Is.EqualTo(-900));
    }

    [Test]
    public void A_mask_with_one_side_is_an_error()
    {
        Assert.That(
            () => new LossThreshold().Evaluate(Inputs.Gaps([1, 2], [true, true])),
            Throws.TypeOf<InputException>().With.Message.Contains("no non-member")
        );
    }

    private static double Value(AttackEvidence evidence, string name) =>
        evidence.Figures.Single(f => f.Name == name).Value!.Value;
}
