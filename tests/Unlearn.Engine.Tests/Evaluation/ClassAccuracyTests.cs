using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

public sealed class ClassAccuracyTests
{
    private static readonly int[] Labels = [0, 1, 1, 0];

    [Test]
    public void The_share_of_right_answers_has_a_clopper_pearson_interval()
    {
        Figure figure = Of(0, 1, 0, 0).Figure(TrialFigures.TestAccuracy);
        Assert.That(figure.Value, Is.EqualTo(0.75));

        // 3 of 4, from tables of the beta distribution.
        Assert.That(figure.Interval!.Lower, Is.EqualTo(0.1941204).Within(1e-6));
        Assert.That(figure.Interval.Upper, Is.EqualTo(0.9936905).Within(1e-6));
        Assert.That(figure.Count, Is.EqualTo(4));
    }

    [Test]
    public void A_gap_is_paired()
    {
        // Right: yes yes no yes against yes no no no: differences 0, 1, 0, 1.
        Figure gap = Of(0, 1, 0, 0).Gap(TrialFigures.TestAccuracyGap, Of(0, 0, 0, 1));
        double half = 3.182446305284263 * Math.Sqrt(1.0 / 3.0) / 2.0;
        Assert.That(gap.Value, Is.EqualTo(0.5));
        Assert.That(gap.Interval!.Lower, Is.EqualTo(0.5 - half).Within(1e-9));
    }

    // Of two points one is right where the other model is not: 1 and 0, and t is 12.706 at one degree of freedom.
    [Test]
    public void Two_points_are_enough_for_an_interval_of_a_gap_and_one_is_not()
    {
        Interval? two = Of(0, 0).Gap(TrialFigures.TestAccuracyGap, Of(1, 0)).Interval;

        Assert.That(two!.Lower, Is.EqualTo(0.5 - (12.706204736174694 / 2)).Within(1e-9));
        Assert.That(two.Upper, Is.EqualTo(0.5 + (12.706204736174694 / 2)).Within(1e-9));
        Assert.That(Of(0).Gap(TrialFigures.TestAccuracyGap, Of(1)).Interval, Is.Null);
    }

    [Test]
    public void The_total_is_the_number_of_right_answers() => Assert.That(Of(0, 1, 0, 0).Total, Is.EqualTo(3));

    [Test]
    public void Equal_answers_have_no_gap_and_no_doubt()
    {
        Figure gap = Of(0, 1, 0, 0).Gap(TrialFigures.TestAccuracyGap, Of(0, 1, 0, 0));
        Assert.That(gap.Value, Is.Zero);
        Assert.That(gap.Interval, Is.EqualTo(new Interval(0, 0, 0.95, "student-t")));
    }

    [Test]
    public void No_point_is_not_resolvable()
    {
        Assert.That(Of().Figure(TrialFigures.TestAccuracy).NotResolvable, Is.Not.Null);
        Assert.That(Of().Gap(TrialFigures.TestAccuracyGap, Of()).NotResolvable, Is.Not.Null);
    }

    private static ClassAccuracy Of(params int[] predictions) =>
        ClassAccuracy.Of(
            new LogitTable(
                [.. predictions.SelectMany(static p => new[] { p == 0 ? 1.0 : 0.0, p == 1 ? 1.0 : 0.0 })],
                2
            ),
            Labels[..predictions.Length]
        );
}
