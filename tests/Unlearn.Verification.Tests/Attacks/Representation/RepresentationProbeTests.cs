using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks.Representation;

public sealed class RepresentationProbeTests
{
    // Class 1 is rare, so that a representation that holds nothing reads class 0 everywhere: rightly of 12 members in 20.
    private static readonly int[] Labels = [.. Enumerable.Range(0, 40).Select(static i => i is >= 12 and < 20 ? 1 : 0)];

    private static readonly FeatureTable Everything = new([.. Labels.Select(static label => (double)label)], 1);

    private static readonly FeatureTable Nothing = new(new double[40], 1);

    [Test]
    public void What_half_of_the_retrained_models_hold_counts_by_half()
    {
        AttackEvidence evidence = new RepresentationProbe().Evaluate(Input(Everything, Everything, Nothing));

        Assert.That(evidence.Of("probe-accuracy"), Is.EqualTo(1));
        Assert.That(evidence.Of("probe-accuracy-retrained"), Is.EqualTo(0.8).Within(1e-15));
        Figure gap = evidence.Figures.Single(static figure => figure.Name == "probe-gap");
        Assert.That(gap.Value, Is.EqualTo(0.2).Within(1e-15), "1/2 of 8 points in 20");
        Assert.That(gap.Interval!.Lower, Is.InRange(0.05, 0.15));
        Assert.That(gap.Interval.Upper, Is.InRange(0.25, 0.35));
    }

    [Test]
    public void What_was_forgotten_too_well_makes_a_gap_below_zero()
    {
        AttackEvidence evidence = new RepresentationProbe().Evaluate(Input(Nothing, Everything, Nothing));

        Figure accuracy = evidence.Figures[0];
        Assert.That((accuracy.Value, accuracy.Count), Is.EqualTo((0.6, 20)));
        Assert.That(accuracy.Interval, Is.EqualTo(ClopperPearson.Interval(12, 20)));
        Figure gap = evidence.Figures.Single(static figure => figure.Name == "probe-gap");
        Assert.That(gap.Value, Is.EqualTo(-0.2).Within(1e-15));
        Assert.That(gap.Interval!.Upper, Is.Negative);
    }

    [Test]
    public void A_point_is_read_by_a_probe_that_has_not_seen_it()
    {
        // Each point has a column of its own: a probe that saw it reads anything, one that did not knows only the shares of the others.
        FeatureTable own = new([.. Enumerable.Range(0, 400).Select(static i => i / 20 == i % 20 ? 1.0 : 0)], 20);
        AttackInput input = new AttackInput
        {
            Target = new LogitTable(new double[40], 2),
            Labels = [.. Enumerable.Range(0, 20).Select(static i => i % 2)],
            Members = [.. Enumerable.Repeat(true, 20)],
        }.With(RepresentationEvidence.Kind, new RepresentationOutputs(own, [own]));

        Assert.That(
            new RepresentationProbe { Ridge = 1e-3 }
                .Evaluate(input)
                .Of("probe-accuracy"),
            Is.LessThanOrEqualTo(0.5),
            "among the others its class is the rarer one or as frequent"
        );
    }

    [TestCase(9, 5, false)]
    [TestCase(10, 5, true)]
    [TestCase(3, 2, false)]
    [TestCase(4, 2, true)]
    public void A_fold_needs_two_points(int points, int folds, bool resolvable)
    {
        FeatureTable table = new([.. Enumerable.Range(0, points).Select(static i => (double)i)], 1);
        AttackInput input = Inputs
            .Gaps(new double[points], [.. Enumerable.Repeat(true, points)])
            .With(RepresentationEvidence.Kind, new RepresentationOutputs(table, [table]));

        Figure headline = new RepresentationProbe { Folds = folds }
            .Evaluate(input)
            .Figures[0];

        Assert.That(
            headline.NotResolvable,
            Is.EqualTo(
                resolvable
                    ? null
                    : $"{points} attacked points are too few for {folds} folds: lower 'folds' or give more points"
            )
        );
        Assert.That(headline.Value, Is.EqualTo(resolvable ? 1 : (double?)null), "there is one class");
    }

    private static AttackInput Input(FeatureTable target, params FeatureTable[] retrained) =>
        new AttackInput
        {
            Target = new LogitTable(new double[80], 2),
            Labels = Labels,
            Members = [.. Enumerable.Range(0, 40).Select(static i => i < 20)],
        }.With(RepresentationEvidence.Kind, new RepresentationOutputs(target, retrained));
}
