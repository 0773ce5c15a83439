using Unlearn.Core.Randomness;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Optimisation;

[TestFixture]
public sealed class TrainingStepsTests
{
    private static readonly MemberSpec Stage = new(
        new RandomKey(7),
        new PointSet(Enumerable.Range(10, 25)),
        new TrainingOptions
        {
            LearningRate = 0.4,
            Schedule = ScheduleKind.Step,
            BatchSize = 10,
            Epochs = 4,
        }
    );

    [Test]
    public void Every_epoch_has_every_point_once_and_the_last_batch_is_smaller()
    {
        var steps = new TrainingSteps(Stage);
        Assert.That(steps, Has.Count.EqualTo(12));
        foreach (DescentStep[] epoch in steps.Chunk(3))
        {
            Assert.That(epoch.Select(static step => step.Points.Length), Is.EqualTo(new[] { 10, 10, 5 }));
            Assert.That(epoch.SelectMany(static step => step.Points), Is.EquivalentTo(Stage.Points.Ids));
        }

        Assert.That(steps[0].Points, Is.Not.EqualTo(steps[3].Points), "each epoch has its own order");
    }

    [Test]
    public void Rates_follow_the_schedule_and_steps_are_the_same_in_any_order_of_reading()
    {
        DescentStep[] ahead = [.. new TrainingSteps(Stage)];
        var steps = new TrainingSteps(Stage);
        DescentStep[] back = [.. Enumerable.Range(0, 12).Reverse().Select(index => steps[index]).Reverse()];
        Assert.That(back.Select(static step => step.Points), Is.EqualTo(ahead.Select(static step => step.Points)));
        Assert.That(
            ahead.Select(static step => step.Rate),
            Is.EqualTo(Enumerable.Repeat(0.4, 6).Concat(Enumerable.Repeat(0.04, 3)).Concat(Enumerable.Repeat(0.004, 3)))
                .Within(1e-15)
        );
    }

    [Test]
    public void A_training_by_steps_ends_in_the_middle_of_a_pass_and_one_without_points_has_none()
    {
        MemberSpec byStep = Stage with { Training = Stage.Training with { Steps = 5 } };
        Assert.That(new TrainingSteps(byStep), Has.Count.EqualTo(5));
        Assert.That(new TrainingSteps(byStep with { Points = new PointSet([]) }), Is.Empty);
    }
}
