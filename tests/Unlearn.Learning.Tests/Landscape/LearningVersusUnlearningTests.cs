using Unlearn.Learning.Landscape;

namespace Unlearn.Learning.Tests.Landscape;

public class LearningVersusUnlearningTests
{
    private static readonly LearningVersusUnlearning Figure = LearningVersusUnlearning.Compute();

    [Test]
    public void Learning_goes_down_at_every_step() =>
        Assert.That(Figure.Learning.Path.Select(static point => point.Loss), Is.Ordered.Descending);

    [Test]
    public void Unlearning_goes_up_at_every_step() =>
        Assert.That(Figure.Unlearning.Path.Select(static point => point.Loss), Is.Ordered.Ascending);

    [Test]
    public void Learning_starts_high_and_ends_close_to_the_target()
    {
        Assert.That(Figure.Learning.Path[0].Loss, Is.GreaterThan(2 * Figure.Learning.Target.Loss));
        Assert.That(Distance(Figure.Learning.Path[^1], Figure.Learning.Target), Is.LessThan(0.1));
    }

    [Test]
    public void Unlearning_starts_where_learning_ended_and_walks_ever_farther_from_the_target()
    {
        Assert.That(Distance(Figure.Unlearning.Path[0], Figure.Learning.Path[^1]), Is.Zero);
        Assert.That(
            Figure.Unlearning.Path.Select(static point => Distance(point, Figure.Unlearning.Target)),
            Is.Ordered.Ascending
        );
    }

    [Test]
    public void Both_walks_stay_on_the_drawn_surface()
    {
        Assert.That(Figure.Learning.Path.Max(static p => p.Loss), Is.LessThan(Figure.Learning.Surface.RimLoss));
        Assert.That(Figure.Unlearning.Path.Max(static p => p.Loss), Is.LessThan(Figure.Unlearning.Surface.RimLoss));
    }

    [Test]
    public void The_target_is_the_minimum_of_the_training_loss_in_both_panels()
    {
        Assert.That(Figure.Learning.Target, Is.EqualTo(Figure.Learning.Surface.Minimum));
        Assert.That(Distance(Figure.Unlearning.Target, Figure.Learning.Target), Is.Zero);
        Assert.That(Figure.Unlearning.Target.Loss, Is.GreaterThan(Figure.Unlearning.Surface.Minimum.Loss));
    }

    [Test]
    public void Retraining_ends_nearer_to_the_target_than_ascent_does() =>
        Assert.That(
            Distance(Figure.Retrained, Figure.Learning.Target),
            Is.LessThan(Distance(Figure.Unlearning.Path[^1], Figure.Learning.Target) / 10)
        );

    [Test]
    public void Sample_has_eighty_points_of_two_classes_within_the_range_of_ink()
    {
        Assert.That(DigitSample.Digits, Has.Count.EqualTo(80).And.All.AnyOf(8, 9));
        Assert.That(DigitSample.InkRight, Has.Count.EqualTo(80).And.All.InRange(0, 384));
        Assert.That(DigitSample.InkBottom, Has.Count.EqualTo(80).And.All.InRange(0, 384));
    }

    private static double Distance(LandscapePoint from, LandscapePoint to) =>
        Math.Sqrt(Math.Pow(from.Weight1 - to.Weight1, 2) + Math.Pow(from.Weight2 - to.Weight2, 2));
}
