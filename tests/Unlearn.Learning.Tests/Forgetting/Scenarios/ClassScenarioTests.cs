using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;
using Unlearn.Verification;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class ClassScenarioTests
{
    private static readonly Dataset Data = Points.Labelled(0, 1, 2, 1, 0, 1, 1, 2, 3);
    private static readonly DataSplit Split = new([0, 1, 2, 3], [4, 5], [6, 7, 8]);

    [Test]
    public void Every_training_point_of_the_class_is_chosen_and_no_other() =>
        Assert.That(
            new ClassScenario { Label = "1" }.Select(Data, Split, Points.Seed),
            Is.EqualTo(new PointSet([1, 3]))
        );

    [Test]
    public void Non_members_are_of_the_same_class() =>
        Assert.That(new ClassScenario { Label = "1" }.NonMembers(Data, Split), Is.EqualTo(new PointSet([5, 6])));

    [Test]
    public void An_unknown_label_is_refused_with_the_range() =>
        Assert.That(
            () => new ClassScenario { Label = "4" }.Select(Data, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("named '4'").And.Message.Contains("Did you mean '0'?")
        );

    [Test]
    public void A_class_without_training_points_is_refused() =>
        Assert.That(
            () => new ClassScenario { Label = "3" }.Select(Data, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("No training point")
        );

    [Test]
    public void A_class_that_is_the_whole_training_set_is_refused() =>
        Assert.That(
            () => new ClassScenario { Label = "1" }.Select(Data, Split with { Train = [1, 3] }, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("Every training point")
        );

    [TestCase("1 2", "1", 0)]
    [TestCase("1.0 2.0", "2", 1)]
    [TestCase("cat dog", "1", 1)]
    [TestCase("cat dog", "dog", 1)]
    [TestCase("10 9", "9", 1)]
    public void A_number_is_a_name_where_names_are_numbers_and_else_counts_them(
        string names,
        string label,
        int expected
    )
    {
        Dataset data = Named(names.Split(' '));

        Assert.That(
            new ClassScenario { Label = label }.Select(data, new DataSplit([0, 1], [], []), Points.Seed),
            Is.EqualTo(new PointSet([expected]))
        );
    }

    [TestCase("cat dog", "1", "class 1 of 2: 'dog'")]
    [TestCase("1 2", "2", "class '2' of 2")]
    public void What_a_label_means_is_told(string names, string label, string expected) =>
        Assert.That(new ClassScenario { Label = label }.Describe(Named(names.Split(' '))), Is.EqualTo(expected));

    [Test]
    public void A_position_is_no_class_where_names_are_numbers() =>
        Assert.That(
            () => new ClassScenario { Label = "0" }.Select(Named("1", "2"), new DataSplit([0, 1], [], []), Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("named '0'")
        );

    private static Dataset Named(params string[] names) =>
        new()
        {
            Name = "named",
            Features = new float[names.Length],
            FeatureShape = [1],
            Labels = [.. Enumerable.Range(0, names.Length)],
            ClassNames = [.. names],
            Digest = "",
        };
}
