using Unlearn.Core;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class ClassScenarioTests
{
    private static readonly Dataset Data = Points.Labelled(0, 1, 2, 1, 0, 1, 1, 2, 3);
    private static readonly DataSplit Split = new([0, 1, 2, 3], [4, 5], [6, 7, 8]);

    [Test]
    public void Every_training_point_of_the_class_is_chosen_and_no_other() =>
        Assert.That(new ClassScenario { Label = 1 }.Select(Data, Split, Points.Seed), Is.EqualTo(new PointSet([1, 3])));

    [Test]
    public void Non_members_are_of_the_same_class() =>
        Assert.That(new ClassScenario { Label = 1 }.NonMembers(Data, Split), Is.EqualTo(new PointSet([5, 6])));

    [Test]
    public void An_unknown_label_is_refused_with_the_range() =>
        Assert.That(
            () => new ClassScenario { Label = 4 }.Select(Data, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("label 4").And.Message.Contains("0 to 3")
        );

    [Test]
    public void A_class_without_training_points_is_refused() =>
        Assert.That(
            () => new ClassScenario { Label = 3 }.Select(Data, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("No training point")
        );

    [Test]
    public void A_class_that_is_the_whole_training_set_is_refused() =>
        Assert.That(
            () => new ClassScenario { Label = 1 }.Select(Data, Split with { Train = [1, 3] }, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("Every training point")
        );
}
