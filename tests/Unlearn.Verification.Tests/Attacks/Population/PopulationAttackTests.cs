using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Population;

public sealed class PopulationAttackTests
{
    [Test]
    public void Thresholds_are_picked_for_each_class()
    {
        double[] scores = [5, 4, 3, 1, 0.5, 0.4, 0.3, 0.1];
        int[] labels = [0, 0, 0, 0, 1, 1, 1, 1];
        bool[] members = [true, true, false, false, true, false, true, false];

        double[] thresholds = PerClassThresholds.Fit(scores, labels, members, 3);

        Assert.That(thresholds[0], Is.EqualTo(4));

        // Class 1: 0.5 and 0.3 are equally good; the first member wins. Class 2 has no point: all classes together.
        Assert.That(thresholds[1], Is.EqualTo(0.5));
        Assert.That(thresholds[2], Is.EqualTo(PerClassThresholds.Fit(scores, new int[8], members, 1)[0]));
    }

    [Test]
    public void Decisions_use_the_thresholds_of_known_points()
    {
        AttackInput input = Inputs
            .Gaps([3, 0.5, 2, -1], [true, true, false, false])
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(2.5, 3.5), [0, 0]))
            .With(PopulationEvidence.Kind, new ModelOutputs(Inputs.Table(1, 0), [0, 0]));

        foreach (IOutputAttack attack in new IOutputAttack[] { new ConfidenceThreshold(), new ModifiedEntropy() })
        {
            AttackEvidence evidence = attack.Evaluate(input);
            Assert.That(evidence.Of("tpr"), Is.EqualTo(0.5));
            Assert.That(evidence.Of("fpr"), Is.Zero);
            Assert.That(evidence.Of("auc"), Is.EqualTo(0.75));
        }
    }

    [Test]
    public void Modified_entropy_says_how_many_probabilities_were_floored()
    {
        // A gap of 40 makes a probability of 1 in float64, so that the logarithm of its rest is floored; both points are of class 0.
        AttackEvidence evidence = new ModifiedEntropy().Evaluate(Inputs.Gaps([-40, 1], [true, false]));

        Assert.That(evidence.Warnings.Single(), Does.StartWith("1 of 4 probabilities"));
        Assert.That(new ModifiedEntropy().Evaluate(Inputs.Gaps([3, 1], [true, false])).Warnings, Is.Empty);
    }

    [Test]
    public void Entropy_is_blind_to_the_label()
    {
        AttackEvidence evidence = new EntropyThreshold().Evaluate(
            Inputs.Gaps([3, -3, 1, 0], [true, false, true, false])
        );

        Assert.That(evidence.Scores![0], Is.EqualTo(evidence.Scores[1]).Within(1e-15));
        Assert.That(evidence.Figures.Single(f => f.Name == "advantage").NotResolvable, Does.Contain("retained"));
    }

    [Test]
    public void Shadow_models_can_pick_the_thresholds()
    {
        AttackInput input = Inputs
            .Gaps([3, 0.5, 2, -1], [true, true, false, false])
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    [Inputs.Table(2.5, 2.6, 1, 0), Inputs.Table(0, 1, 2.7, 2.8)],
                    [
                        [true, true, false, false],
                        [false, false, true, true],
                    ]
                )
            );

        AttackEvidence evidence = new ConfidenceThreshold { Shadows = 2 }.Evaluate(input);

        Assert.That(evidence.Of("tpr"), Is.EqualTo(0.5));
        Assert.That(evidence.Of("fpr"), Is.Zero);
    }

    [TestCase(SvcFeature.Confidence)]
    [TestCase(SvcFeature.ModifiedEntropy)]
    [TestCase(SvcFeature.Probabilities)]
    public void The_support_vector_attack_tells_sure_from_unsure(SvcFeature feature)
    {
        var key = new RandomKey(3);
        double Gap(int i, bool member) => (member ? 4 : 0.5) + (0.3 * key.Normal((ulong)i));
        bool[] members = [.. Enumerable.Range(0, 40).Select(i => i < 20)];
        AttackInput input = Inputs
            .Gaps([.. members.Select((m, i) => Gap(i, m))], members)
            .With(
                RetainEvidence.Kind,
                new ModelOutputs(Inputs.Table([.. Enumerable.Range(100, 60).Select(i => Gap(i, true))]), new int[60])
            )
            .With(
                PopulationEvidence.Kind,
                new ModelOutputs(Inputs.Table([.. Enumerable.Range(300, 50).Select(i => Gap(i, false))]), new int[50])
            );

        AttackEvidence evidence = new Svc { Feature = feature }.Evaluate(input);

        Assert.That(evidence.Of("efficacy"), Is.Zero);
        Assert.That(evidence.Of("fpr"), Is.LessThanOrEqualTo(0.05));
        Assert.That(evidence.Of("auc"), Is.GreaterThan(0.99));
    }
}
