using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks.Behaviour;

public sealed class AccuracyGapTests
{
    [Test]
    public void Accuracies_of_three_kinds_of_points_stand_beside_the_gaps()
    {
        AttackInput input = Inputs
            .Gaps([1, -1, -1, -1, 1, 1, -1], [true, true, true, true, false, false, false])
            .With(ReferenceEvidence.Kind, [Inputs.Table(1, 1, 1, 1, 1, 1, 1)])
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(1, 1, 1, 1, -1), new int[5]));

        AttackEvidence evidence = new AccuracyGap().Evaluate(input);

        foreach ((string name, int right, int count) in new[] { ("forget", 1, 4), ("unseen", 2, 3), ("retain", 4, 5) })
        {
            Figure accuracy = evidence.Figures.Single(figure => figure.Name == $"accuracy-{name}");
            Assert.That((accuracy.Value, accuracy.Count), Is.EqualTo((right / (double)count, count)), name);
            Assert.That(accuracy.Interval, Is.EqualTo(ClopperPearson.Interval(right, count)), name);
        }
    }

    [Test]
    public void Retained_points_are_welcome_and_not_needed() =>
        Assert.That(
            new AccuracyGap()
                .Evaluate(Inputs.Gaps([1, 1], [true, false]).With(ReferenceEvidence.Kind, [Inputs.Table(1, -1)]))
                .Figures.Select(static figure => figure.Name),
            Is.EqualTo(new[] { "accuracy-gap-forget", "accuracy-forget", "accuracy-gap-unseen", "accuracy-unseen" })
        );
}
