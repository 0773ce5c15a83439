using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Pair;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Pair;

public sealed class PairLeakageTests
{
    [Test]
    public void Features_follow_the_order_of_the_model_before()
    {
        double[] before = [Math.Log(0.2), Math.Log(0.7), Math.Log(0.1)];
        double[] after = [Math.Log(0.3), Math.Log(0.3), Math.Log(0.4)];
        double[] Make(PairFeature feature) => new PairLeakage { Feature = feature }.Features(before, after);

        Assert.That(Make(PairFeature.DirectDifference), Is.EqualTo(new[] { -0.1, 0.4, -0.3 }).Within(1e-14));
        Assert.That(Make(PairFeature.SortedDifference), Is.EqualTo(new[] { 0.4, -0.1, -0.3 }).Within(1e-14));
        Assert.That(
            Make(PairFeature.SortedConcatenation),
            Is.EqualTo(new[] { 0.7, 0.2, 0.1, 0.3, 0.3, 0.4 }).Within(1e-14)
        );
        Assert.That(
            Make(PairFeature.DirectConcatenation),
            Is.EqualTo(new[] { 0.2, 0.7, 0.1, 0.3, 0.3, 0.4 }).Within(1e-14)
        );
    }

    [TestCase(PairFeature.SortedDifference)]
    [TestCase(PairFeature.DirectConcatenation)]
    [TestCase(PairFeature.EuclideanDistance)]
    [TestCase(PairFeature.ConfidenceDrop)]
    public void A_deletion_that_changes_its_points_is_seen(PairFeature feature)
    {
        AttackEvidence evidence = new PairLeakage { Feature = feature }.Evaluate(Deleted(1.5));

        Assert.That(evidence.Of("auc"), Is.GreaterThan(0.9));
    }

    [Test]
    public void The_pair_beats_the_classical_attack_and_says_by_how_much()
    {
        AttackEvidence evidence = new PairLeakage().Evaluate(Deleted(1.5));

        Assert.That(evidence.Of("deg-count"), Is.GreaterThan(0.7));
        Assert.That(evidence.Of("deg-rate"), Is.GreaterThan(0.2));
    }

    [Test]
    public void No_change_leaks_nothing()
    {
        Assert.That(new PairLeakage().Evaluate(Deleted(0)).Of("auc"), Is.EqualTo(0.5).Within(0.12));
    }

    private static AttackInput Deleted(double drop)
    {
        var key = new RandomKey(6);
        double[] before = [.. Enumerable.Range(0, 200).Select(i => 1 + (0.5 * key.Normal((ulong)i)))];
        bool[] members = [.. before.Select((_, i) => i % 2 == 0)];
        double[] after =
        [
            .. before.Select((b, i) => b - (members[i] ? drop : 0) + (0.1 * key.Derive(1).Normal((ulong)i))),
        ];
        return Inputs.Gaps(after, members).With(OriginalEvidence.Kind, Inputs.Table(before));
    }
}
