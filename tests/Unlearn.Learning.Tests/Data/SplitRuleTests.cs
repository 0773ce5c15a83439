using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

public sealed class SplitRuleTests
{
    private static readonly RandomKey Key = new(1729);

    private static Dataset Points(int count, int? testStart = null) =>
        DatasetParts.ToDataset("points", new float[count], [1], new int[count], ["only"], testStart: testStart);

    [TestCase(1797, 0.6, 0.2, 0.2, 1078, 359, 359)]
    [TestCase(100, 0.29, 0.57, 0.14, 29, 57, 14)]
    [TestCase(3, 0.5, 0.5, 0, 1, 1, 0)]
    [TestCase(10, 4, 3, 2, 4, 3, 2)]
    [TestCase(10, 4, 0.3, 0.3, 4, 3, 3)]
    [TestCase(7, 1, 0, 0, 7, 0, 0)]
    public void Sizes_are_counts_or_fractions_rounded_down(
        int points,
        double train,
        double test,
        double population,
        int expectedTrain,
        int expectedTest,
        int expectedPopulation
    )
    {
        var rule = new SplitRule
        {
            Train = train,
            Test = test,
            Population = population,
        };

        DataSplit split = rule.Apply(Points(points), Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(split.Train, Has.Length.EqualTo(expectedTrain));
            Assert.That(split.Test, Has.Length.EqualTo(expectedTest));
            Assert.That(split.Population, Has.Length.EqualTo(expectedPopulation));
        }
    }

    [Test]
    public void Sets_are_disjoint_ascending_and_within_the_points([Range(1, 500, 26)] int points)
    {
        DataSplit split = new SplitRule
        {
            Train = 0.7,
            Test = 0.2,
            Population = 0.1,
        }.Apply(Points(points + 2), Key);
        int[] all = [.. split.Train, .. split.Test, .. split.Population];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(all, Is.Unique);
            Assert.That(all, Has.All.InRange(0, points + 1));
            Assert.That(split.Train, Is.Ordered);
            Assert.That(split.Test, Is.Ordered);
            Assert.That(split.Population, Is.Ordered);
        }
    }

    [Test]
    public void The_same_key_divides_the_same_way_and_another_key_does_not()
    {
        Dataset points = Points(500);
        var rule = new SplitRule();

        DataSplit one = rule.Apply(points, Key);
        DataSplit same = rule.Apply(points, Key);
        DataSplit other = rule.Apply(points, new RandomKey(1730));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(same.Train, Is.EqualTo(one.Train));
            Assert.That(same.Population, Is.EqualTo(one.Population));
            Assert.That(other.Train, Is.Not.EqualTo(one.Train));
        }
    }

    [Test]
    public void Sets_spread_over_the_file_and_do_not_follow_its_order()
    {
        DataSplit split = new SplitRule().Apply(Points(10_000), Key);

        // Mean of 6,000 draws without replacement out of 0..9999: deviation 24.
        Assert.That(split.Train.Average(), Is.EqualTo(4999.5).Within(5 * 24));
    }

    [Test]
    public void Taking_a_point_away_moves_at_most_one_other_point_over_each_boundary([Range(0, 199, 8)] int removed)
    {
        int[] ids = [.. Enumerable.Range(0, 200)];
        int[] fewer = [.. ids.Where(id => id != removed)];
        var rule = new SplitRule
        {
            Train = 100,
            Test = 50,
            Population = 40,
        };

        DataSplit before = rule.Divide("points", ids, null, Key);
        DataSplit after = rule.Divide("points", fewer, null, Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Train.Except(before.Train).Count(), Is.LessThanOrEqualTo(1));
            Assert.That(after.Test.Except(before.Test).Count(), Is.LessThanOrEqualTo(1));
            Assert.That(after.Population.Except(before.Population).Count(), Is.LessThanOrEqualTo(1));
            Assert.That(before.Train.Except(after.Train).Except([removed]), Is.Empty);
        }
    }

    [Test]
    public void The_test_set_is_drawn_from_the_publishers_test_part()
    {
        DataSplit split = new SplitRule
        {
            Train = 0.8,
            Test = 15,
            Population = 0.2,
        }.Apply(Points(70, testStart: 50), Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(split.Train, Has.Length.EqualTo(40).And.All.LessThan(50));
            Assert.That(split.Population, Has.Length.EqualTo(10).And.All.LessThan(50));
            Assert.That(split.Test, Has.Length.EqualTo(15).And.All.InRange(50, 69));
        }
    }

    [Test]
    public void Asking_for_more_points_than_there_are_is_refused_with_the_sum()
    {
        var rule = new SplitRule
        {
            Train = 8,
            Test = 0.2,
            Population = 0.2,
        };

        Expect.Error(() => rule.Apply(Points(10), Key), "8 + 2 + 2 = 12", "there are 10 points");
    }

    [Test]
    public void Asking_for_more_test_points_than_the_publisher_gives_is_refused()
    {
        var rule = new SplitRule
        {
            Train = 5,
            Test = 6,
            Population = 0,
        };

        Expect.Error(() => rule.Apply(Points(10, testStart: 5), Key), "6 points (test)", "there are 5", "test part");
    }

    [TestCase(2.5, "neither a fraction")]
    [TestCase(-0.1, "from 0 to 1")]
    [TestCase(double.NaN, "from 0 to 1")]
    [TestCase(0, "no point to train on")]
    public void A_meaningless_training_size_is_refused(double train, string expected)
    {
        var rule = new SplitRule
        {
            Train = train,
            Test = 0,
            Population = 0,
        };

        Expect.Error(() => rule.Apply(Points(10), Key), "split.train", expected);
    }
}
