using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class RandomScenarioTests
{
    private static readonly Dataset Data = Points.Labelled([.. Enumerable.Repeat(0, 2000)]);
    private static readonly DataSplit Split = new(
        [.. Enumerable.Range(0, 1078)],
        [.. Enumerable.Range(1078, 400)],
        [.. Enumerable.Range(1478, 522)]
    );

    [TestCase(0.05, 54)]
    [TestCase(0.5, 539)]
    [TestCase(0.999, 1077)]
    public void A_fraction_is_rounded_to_whole_points(double fraction, int expected) =>
        Assert.That(
            new RandomScenario { Fraction = fraction }.Select(Data, Split, Points.Seed),
            Has.Count.EqualTo(expected)
        );

    [Test]
    public void A_count_is_exact_and_part_of_the_training_set()
    {
        PointSet chosen = new RandomScenario { Count = 17 }.Select(Data, Split, Points.Seed);

        Assert.That(chosen, Has.Count.EqualTo(17));
        Assert.That(chosen, Is.SubsetOf(Split.Train));
    }

    [Test]
    public void The_same_key_chooses_the_same_points_and_another_key_others()
    {
        var scenario = new RandomScenario { Count = 17 };

        PointSet chosen = scenario.Select(Data, Split, Points.Seed);

        Assert.That(scenario.Select(Data, Split, Points.Seed), Is.EqualTo(chosen));
        Assert.That(scenario.Select(Data, Split, new RandomKey(3)), Is.Not.EqualTo(chosen));
    }

    [Test]
    public void A_larger_request_contains_the_smaller_one() =>
        Assert.That(
            new RandomScenario { Count = 10 }.Select(Data, Split, Points.Seed),
            Is.SubsetOf(new RandomScenario { Count = 20 }.Select(Data, Split, Points.Seed))
        );

    [Test]
    public void Every_point_is_about_equally_often_chosen()
    {
        var hits = new int[1078];
        for (int key = 0; key < 400; key++)
        {
            foreach (int point in new RandomScenario { Fraction = 0.25 }.Select(Data, Split, new RandomKey((ulong)key)))
            {
                hits[point]++;
            }
        }

        // 400 trials at 0.25: mean 100, standard deviation 8.7; six of them bound 1,078 points generously.
        Assert.That(hits.Min(), Is.GreaterThan(48));
        Assert.That(hits.Max(), Is.LessThan(152));
    }

    [TestCase(1078)]
    [TestCase(5000)]
    public void Forgetting_everything_is_refused_with_both_numbers(int count) =>
        Assert.That(
            () => new RandomScenario { Count = count }.Select(Data, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains($"{count}").And.Message.Contains("1078")
        );

    [Test]
    public void A_fraction_of_less_than_half_a_point_is_refused() =>
        Assert.That(
            () => new RandomScenario { Fraction = 0.0004 }.Select(Data, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains("0.0004")
        );

    [Test]
    public void Non_members_are_the_points_outside_training() =>
        Assert.That(
            new RandomScenario { Count = 1 }.NonMembers(Data, Split),
            Is.EqualTo(new PointSet(Enumerable.Range(1078, 922)))
        );
}
