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

    [Test]
    public void Distances_are_of_probabilities_and_of_phi()
    {
        // Squares of 0.1, 0.4 and 0.3; phi of 0.2 less phi of 0.3.
        AttackInput input = new AttackInput
        {
            Target = new([Math.Log(0.3), Math.Log(0.3), Math.Log(0.4), 0, 0, 0], 3),
            Labels = [0, 0],
            Members = [true, false],
        }.With(OriginalEvidence.Kind, new LogitTable([Math.Log(0.2), Math.Log(0.7), Math.Log(0.1), 0, 0, 0], 3));
        double[]? Scores(PairFeature feature) =>
            new PairLeakage { Feature = feature }
                .Evaluate(input)
                .Scores;

        Assert.That(Scores(PairFeature.EuclideanDistance), Is.EqualTo(new[] { Math.Sqrt(0.26), 0 }).Within(1e-12));
        Assert.That(
            Scores(PairFeature.ConfidenceDrop),
            Is.EqualTo(new[] { Math.Log(0.2 / 0.8) - Math.Log(0.3 / 0.7), 0 }).Within(1e-12)
        );
    }

    [TestCase(4, 6, "4 members cannot fill 5 folds: lower 'folds' or give more points")]
    [TestCase(6, 4, "4 non-members cannot fill 5 folds: lower 'folds' or give more points")]
    [TestCase(5, 5, null)]
    public void Each_fold_needs_a_point_of_each_side(int members, int others, string? reason)
    {
        AttackEvidence evidence = new PairLeakage().Evaluate(Changed(members, others, 0, 0));

        Assert.That(evidence.Figures[0].Name, Is.EqualTo("auc"));
        Assert.That(evidence.Figures[0].NotResolvable, Is.EqualTo(reason));
    }

    [Test]
    public void Where_nothing_tells_points_apart_nothing_is_gained()
    {
        AttackEvidence evidence = new PairLeakage().Evaluate(Changed(10, 10, 0, 0));

        Assert.That((evidence.Of("deg-count"), evidence.Of("deg-rate")), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void Where_only_the_change_tells_points_apart_every_point_gains()
    {
        AttackEvidence evidence = new PairLeakage().Evaluate(Changed(10, 10, -2, 2));

        Assert.That(evidence.Of("deg-count"), Is.EqualTo(1));
        Assert.That(evidence.Of("deg-rate"), Is.InRange(0.1, 0.5));
    }

    [Test]
    public void No_point_is_judged_by_a_classifier_that_saw_its_answer()
    {
        // Two points a side, in two folds. Where a fold's two points changed differently, the other fold teaches the opposite rule and
        // every point is misjudged, though its own fold would judge it rightly; where they changed alike, nothing is learnt.
        double Auc(params double[] gaps) =>
            new PairLeakage { Folds = 2 }
                .Evaluate(
                    Inputs.Gaps(gaps, [true, true, false, false]).With(OriginalEvidence.Kind, Inputs.Table(0, 0, 0, 0))
                )
                .Of("auc");

        Assert.That(new[] { Auc(-2, 2, 2, -2), Auc(-2, 2, -2, 2) }, Is.EquivalentTo(new[] { 0, 0.5 }));
    }

    /// <summary>Points that are alike before, and after by side.</summary>
    private static AttackInput Changed(int members, int others, double memberGap, double otherGap) =>
        Inputs
            .Gaps(
                [.. Enumerable.Repeat(memberGap, members), .. Enumerable.Repeat(otherGap, others)],
                [.. Enumerable.Repeat(true, members), .. Enumerable.Repeat(false, others)]
            )
            .With(OriginalEvidence.Kind, Inputs.Table(new double[members + others]));

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
