using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Representation;

public sealed class RepresentationTests
{
    [Test]
    public void Rotation_scale_and_shift_leave_the_alignment_at_one()
    {
        FeatureTable table = Random(30, 2, 1);
        double[] turned =
        [
            .. Enumerable.Range(0, 30).SelectMany(i => new[] { (3 * table.Row(i)[1]) + 7, (-3 * table.Row(i)[0]) - 2 }),
        ];

        Assert.That(CentredKernelAlignment.Of(table, new FeatureTable(turned, 2)), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Single_columns_align_by_their_squared_correlation()
    {
        // Centred: (-1, 0, 1) and (-1, 1, 0): correlation 1/2.
        double alignment = CentredKernelAlignment.Of(new FeatureTable([1, 2, 3], 1), new FeatureTable([0, 2, 1], 1));

        Assert.That(alignment, Is.EqualTo(0.25).Within(1e-14));
    }

    [Test]
    public void The_attack_averages_over_references_and_shows_their_null()
    {
        AttackInput input = Inputs
            .Gaps(new double[40], [.. Enumerable.Range(0, 40).Select(i => i < 30)])
            .With(
                RepresentationEvidence.Kind,
                new RepresentationOutputs(Random(40, 3, 1), [Random(40, 3, 1), Random(40, 3, 2)])
            );

        AttackEvidence evidence = new Cka().Evaluate(input);

        Assert.That(evidence.Of("cka"), Is.GreaterThan(0.5).And.LessThan(0.8));
        Assert.That(evidence.Of("null-cka"), Is.LessThan(0.5));
    }

    [Test]
    public void A_probe_reads_classes_that_the_representation_still_holds()
    {
        var key = new RandomKey(14);
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i % 3)];
        FeatureTable Holding(double strength) =>
            new(
                [
                    .. labels.SelectMany(
                        (label, i) =>
                            Enumerable
                                .Range(0, 3)
                                .Select(k => (k == label ? strength : 0) + key.Normal((ulong)((3 * i) + k)))
                    ),
                ],
                3
            );
        AttackInput input = new AttackInput
        {
            Target = new LogitTable(new double[360], 3),
            Labels = labels,
            Members = [.. labels.Select((_, i) => i < 90)],
        }.With(RepresentationEvidence.Kind, new RepresentationOutputs(Holding(6), [Holding(0)]));

        AttackEvidence evidence = new RepresentationProbe().Evaluate(input);

        Assert.That(evidence.Of("probe-accuracy"), Is.GreaterThan(0.95));
        Assert.That(evidence.Of("probe-accuracy-retrained"), Is.LessThan(0.55));
        Figure gap = evidence.Figures.Single(figure => figure.Name == "probe-gap");
        Assert.That(gap.Value, Is.GreaterThan(0.4));
        Assert.That(gap.Interval!.Lower, Is.GreaterThan(0).And.LessThan(gap.Value!));
        Assert.That(gap.Interval!.Upper, Is.GreaterThan(gap.Value!));
    }

    [Test]
    public void A_probe_solves_its_normal_equations()
    {
        // One column, two classes, balanced: decides at the mean.
        LinearProbe probe = LinearProbe.Fit(new FeatureTable([0, 1, 9, 10], 1), [0, 0, 1, 1], [0, 1, 2, 3], 2);

        Assert.That(probe.Predict([4.9]), Is.Zero);
        Assert.That(probe.Predict([5.1]), Is.EqualTo(1));
    }

    private static FeatureTable Random(int points, int width, ulong seed) =>
        new([.. Enumerable.Range(0, points * width).Select(i => new RandomKey(seed).Normal((ulong)i))], width);
}
