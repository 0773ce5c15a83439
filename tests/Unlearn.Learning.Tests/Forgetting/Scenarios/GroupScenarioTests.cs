using Unlearn.Core;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class GroupScenarioTests
{
    private static readonly DataSplit Split = new([0, 1, 2, 3, 4], [5, 6], [7]);

    [Test]
    public void Every_training_point_of_the_group_is_chosen_and_no_other() =>
        Assert.That(
            new GroupScenario { Group = "2" }.Select(Grouped(2, 1, 2, 0, 1, 2, 2, 2), Split, Points.Seed),
            Is.EqualTo(new PointSet([0, 2]))
        );

    [Test]
    public void The_request_is_about_all_points_of_the_group_in_whatever_set()
    {
        Dataset data = Grouped(2, 1, 2, 0, 1, 2, 2, 2);
        var scenario = new GroupScenario { Group = "2" };
        Assert.That(
            scenario.About(data, scenario.Select(data, Split, Points.Seed)),
            Is.EqualTo(new PointSet([0, 2, 5, 6, 7]))
        );
    }

    [Test]
    public void A_count_chooses_whole_groups()
    {
        Dataset data = Grouped(2, 1, 2, 0, 1, 2, 2, 2);

        PointSet chosen = new GroupScenario { Count = 2 }.Select(data, Split, Points.Seed);

        Assert.That(chosen.Select(point => data.Groups![point]).Distinct().Count(), Is.EqualTo(2));
        Assert.That(
            Split.Train.Where(point => chosen.Any(other => data.Groups![other] == data.Groups[point])),
            Is.EqualTo(chosen)
        );
    }

    [Test]
    public void An_unknown_group_is_refused_with_the_range() =>
        Assert.That(
            () => new GroupScenario { Group = "9" }.Select(Grouped(2, 1, 2, 0, 1, 2, 2, 2), Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("named '9'").And.Message.Contains("Did you mean '0'?")
        );

    [Test]
    public void A_group_is_called_by_its_name()
    {
        Dataset users = Grouped([1, 0, 0, 1, 0, 1, 0, 1], "anna", "9007199254740993");

        Assert.That(
            new GroupScenario { Group = "9007199254740993" }.Select(users, Split, Points.Seed),
            Is.EqualTo(new PointSet([0, 3]))
        );
        Assert.That(new GroupScenario { Group = "anna" }.Describe(users), Is.EqualTo("group 'anna' of 2"));
        Assert.That(
            () => new GroupScenario { Group = "ana" }.Select(users, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("Did you mean 'anna'?")
        );
    }

    [Test]
    public void All_groups_are_refused() =>
        Assert.That(
            () => new GroupScenario { Count = 3 }.Select(Grouped(2, 1, 2, 0, 1, 2, 2, 2), Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("at least 1 must be kept")
        );

    [Test]
    public void A_dataset_without_groups_is_refused() =>
        Assert.That(
            () => new GroupScenario { Group = "0" }.Select(Points.Labelled(0, 1), Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("no groups")
        );

    private static Dataset Grouped(params int[] groups) => Grouped(groups, []);

    private static Dataset Grouped(int[] groups, params string[] names) =>
        new()
        {
            Name = "grouped",
            Features = new float[groups.Length],
            FeatureShape = [1],
            Labels = new int[groups.Length],
            ClassNames = ["a", "b"],
            Groups = groups,
            GroupNames = [.. names],
            Digest = "",
        };
}
