using System.Collections.Immutable;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification;

namespace Unlearn.Learning.Tests.Forgetting;

public sealed class LikelyShardingTests
{
    /// <summary>1,000 points, every tenth of class 1.</summary>
    private static readonly Dataset Tenth = Points.Labelled([
        .. Enumerable.Range(0, 1000).Select(static point => point % 10 == 0 ? 1 : 0),
    ]);

    private static readonly Condition One = new("label = 1");

    private static readonly TrainingOptions Training = new() { Epochs = 4 };

    [Test]
    public void Likely_points_have_shards_to_themselves_and_the_number_that_costs_a_request_least()
    {
        // 100 points ten times likelier than 900 others: k : 20 - k is sqrt(10) 100 : 900, so k is 5.2.
        var sharding = new LikelySharding(Tenth, One, 10.0, 20);

        Assert.That(sharding.LikelyShards, Is.EqualTo(5));
        for (int point = 0; point < 1000; point++)
        {
            int shard = sharding.ShardOf(Points.Seed, point);
            Assert.That(shard < 5, Is.EqualTo(Tenth.Labels[point] == 1), $"point {point}");
            Assert.That(shard, Is.InRange(0, 19));
        }
    }

    [Test]
    public void Requests_by_those_probabilities_retrain_fewer_points_than_with_uniform_shards()
    {
        double likely = Expected(new Sisa { Shards = 20, Likely = One });
        double uniform = Expected(new Sisa { Shards = 20 });

        // Likely shards hold 100/5 points, others 900/15: (1000 * 20 + 900 * 60) / 1900 = 38.9 and a little for uneven shards.
        Assert.That(likely, Is.EqualTo(38.9).Within(4.0));
        Assert.That(uniform, Is.EqualTo(50.0).Within(5.0));
    }

    [Test]
    public void A_deletion_is_still_bit_for_bit_training_without_the_point()
    {
        var sisa = new Sisa
        {
            Shards = 5,
            Slices = 3,
            Likely = One,
        };
        ForgetRequest request = Points.Forget(Points.Range(200), Training, 0, 7, 150);
        ForgetRequest never = Points.Forget(request.Retain, Training);

        Assert.That(sisa.After(request, Tenth).Members, Is.EqualTo(sisa.Before(never, Tenth).Members));
    }

    [Test]
    public void A_stream_of_deletions_trains_one_shard_again_each_time()
    {
        var sisa = new Sisa
        {
            Shards = 5,
            Slices = 2,
            Likely = One,
        };
        PointSet left = Points.Range(100);
        foreach (int point in new[] { 0, 3, 10, 55, 99 })
        {
            ForgetRequest request = Points.Forget(left, Training, point);
            IReadOnlyList<MemberSpec> before = sisa.Before(request, Tenth).Members;

            Assert.That(sisa.After(request, Tenth).Members.Except(before).Count(), Is.LessThanOrEqualTo(1));
            left = request.Retain;
        }
    }

    [Test]
    public void A_column_can_say_which_points_are_likely_so_that_every_shard_has_all_classes()
    {
        var people = new Dataset
        {
            Name = "people",
            Features = Tenth.Features,
            FeatureShape = Tenth.FeatureShape,
            Labels = Tenth.Labels,
            ClassNames = Tenth.ClassNames,
            Digest = "people",
            Columns = ImmutableDictionary<string, DataColumn>.Empty.Add(
                "age",
                DataColumn.OfNumbers([.. Enumerable.Range(0, 1000).Select(static point => 20.0 + (point % 7))])
            ),
        };

        var sharding = new LikelySharding(people, new Condition("age < 22"), 10.0, 4);

        ILookup<int, int> shards = Enumerable.Range(0, 1000).ToLookup(point => sharding.ShardOf(Points.Seed, point));
        Assert.That(sharding.LikelyShards, Is.InRange(1, 3));
        foreach (IGrouping<int, int> shard in shards)
        {
            Assert.That(
                shard.Select(static point => point % 7 < 2).Distinct(),
                Is.EqualTo(new[] { shard.Key < sharding.LikelyShards })
            );
            Assert.That(shard.Select(point => people.Labels[point]).Distinct().Count(), Is.EqualTo(2));
        }
    }

    [TestCase("label = 2", "0 to 1")]
    [TestCase("age > 3", "age")]
    [TestCase("label >= 0", "every point")]
    [TestCase("label < 0", "no point")]
    public void What_divides_nothing_or_names_what_is_not_there_is_refused(string condition, string words) =>
        Assert.That(
            () => new LikelySharding(Tenth, new Condition(condition), 10.0, 5),
            Throws.InstanceOf<InputException>().With.Message.Contains(words)
        );

    /// <summary>Points retrained for one request, expected over requests by their probability.</summary>
    private static double Expected(Sisa sisa)
    {
        Ensemble all = sisa.Before(Points.Forget(Points.Range(1000), Training), Tenth);
        double rate = sisa.LikelyRate;
        double total = 0.0;
        double weight = 0.0;
        foreach (MemberSpec shard in all.Members)
        {
            double mass = shard.Points.Sum(point => Tenth.Labels[point] == 1 ? rate : 1.0);
            total += mass * shard.Points.Count;
            weight += mass;
        }

        return total / weight;
    }
}
