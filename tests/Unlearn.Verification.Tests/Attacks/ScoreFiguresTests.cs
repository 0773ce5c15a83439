using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks;

public sealed class ScoreFiguresTests
{
    [TestCase(new[] { true, true, false, false }, true)]
    [TestCase(new[] { true, false, false, false }, false)]
    [TestCase(new[] { true, true, true, false }, false)]
    public void An_area_has_an_interval_from_two_points_a_side(bool[] members, bool interval)
    {
        double[] scores = [3, 1, 2, 0];

        Figure auc = ScoreFigures.Of(scores, members)[0];

        Assert.That(auc.Interval, Is.EqualTo(interval ? DeLong.Estimate(scores, members).Interval : null));
        Assert.That(auc.Count, Is.EqualTo(4));
    }

    [Test]
    public void A_high_score_figure_is_a_rate_that_shows_what_is_remembered()
    {
        Assert.That(ScoreFigures.Kinds.Select(static kind => kind.Reading), Has.All.EqualTo(Reading.FamiliarWhenHigh));
        Assert.That(ScoreFigures.Kinds.Select(static kind => kind.Scale), Has.All.EqualTo(FigureScale.Rate));
    }

    [TestCase(99, "99 non-members, and this rate needs at least 100")]
    [TestCase(100, null)]
    public void One_per_cent_needs_a_hundred_points(int others, string? reason)
    {
        RocCurve roc = RocCurve.From(
            [2, 0, .. Enumerable.Repeat(1.0, others)],
            [true, true, .. Enumerable.Repeat(false, others)]
        );

        Figure figure = ScoreFigures.TprAtFpr(roc, 0.01);

        Assert.That((figure.NotResolvable, figure.Count), Is.EqualTo((reason, 2)));
        Assert.That(figure.Value, Is.EqualTo(reason is null ? 0.5 : null));
    }
}
