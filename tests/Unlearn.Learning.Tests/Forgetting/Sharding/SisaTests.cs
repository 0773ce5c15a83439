using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Sharding;

public sealed class SisaTests
{
    private static readonly TrainingOptions Training = new() { Epochs = 20 };

    [TestCase(13, 1, 5)]
    [TestCase(13, 3, 5)]
    [TestCase(60, 5, 4)]
    [TestCase(7, 4, 3)]
    public void Deleting_any_point_changes_the_stages_of_its_shard_from_its_slice_on_and_no_other(
        int count,
        int shards,
        int slices
    )
    {
        var sisa = new Sisa { Shards = shards, Slices = slices };
        PointSet train = Points.Range(count);
        for (int point = 0; point < count; point++)
        {
            ForgetRequest request = Points.Forget(train, Training, point);
            var before = Stages(sisa.Before(request));
            var after = Stages(sisa.After(request));
            int shard = SisaStages.ShardOf(Points.Seed, point, shards);
            int slice = SisaStages.SliceOf(Points.Seed, point, slices);

            foreach (((int Shard, int Slice) place, MemberSpec old) in before)
            {
                bool hit = place.Shard == shard && place.Slice >= slice;
                Assert.That(old.Points.Contains(point), Is.EqualTo(hit), $"point {point}, stage {place}");
                bool same = after.TryGetValue(place, out MemberSpec? now) && now == old;
                Assert.That(same, Is.EqualTo(!hit), $"point {point}, stage {place}");
            }

            Assert.That(after.Values.All(stage => !stage.Points.Contains(point)), Is.True, $"point {point}");
        }
    }

    [Test]
    public void After_a_deletion_the_specs_are_those_of_training_without_the_points_from_the_start()
    {
        var sisa = new Sisa { Shards = 3, Slices = 4 };
        PointSet train = Points.Range(50);
        ForgetRequest request = Points.Forget(train, Training, 0, 7, 49);
        ForgetRequest never = Points.Forget(request.Retain, Training);

        Assert.That(sisa.After(request).Members, Is.EqualTo(sisa.Before(never).Members));
    }

    [TestCase(1, 1)]
    [TestCase(5, 1)]
    [TestCase(4, 3)]
    public void A_lone_request_costs_the_paper_s_share_of_a_shard(int shards, int slices)
    {
        double expected = new Sisa { Shards = shards, Slices = slices }
            .ExpectedGradients(999, 1, 20)!
            .Value;

        Assert.That(expected, Is.EqualTo(999.0 * 20 / shards * ((2 / 3.0) + (1 / (3.0 * slices)))).Within(1e-6));
    }

    [TestCase(6, 1, 1)]
    [TestCase(6, 4, 5)]
    public void The_expected_cost_is_the_mean_over_divisions(int shards, int slices, int asked)
    {
        var sisa = new Sisa { Shards = shards, Slices = slices };
        PointSet train = Points.Range(120);
        var forget = new PointSet(Enumerable.Range(0, asked));
        double mean = Enumerable
            .Range(0, 400)
            .Average(division =>
            {
                var request = new ForgetRequest(Points.Seed.Derive(division), train, forget, Training);
                HashSet<MemberSpec> kept = [.. sisa.Before(request).Members.SelectMany(Chain)];
                return sisa.After(request)
                    .Members.SelectMany(Chain)
                    .Where(stage => !kept.Contains(stage))
                    .Sum(static stage => (double)stage.Cost);
            });

        Assert.That(
            sisa.ExpectedGradients(train.Count - asked, asked, Training.Epochs),
            Is.EqualTo(mean).Within(0.05 * mean)
        );
    }

    [Test]
    public void One_shard_and_one_slice_is_retraining()
    {
        ForgetRequest request = Points.Forget(Points.Range(30), Training, 3, 4);

        Assert.That(new Sisa().After(request).Members, Is.EqualTo(new Retrain().After(request).Members));
        Assert.That(new Sisa().Before(request).Members, Is.EqualTo(new[] { request.Original }));
    }

    [Test]
    public void Shards_are_disjoint_and_together_are_everything()
    {
        ForgetRequest request = Points.Forget(Points.Range(500), Training);

        IReadOnlyList<MemberSpec> members = new Sisa { Shards = 7, Slices = 3 }
            .Before(request)
            .Members;

        Assert.That(members.SelectMany(static member => member.Points).Order(), Is.EqualTo(request.Train));
        Assert.That(members, Has.Count.EqualTo(7));
        Assert.That(members.Min(static member => member.Points.Count), Is.GreaterThan(35));
    }

    [Test]
    public void Slices_are_nested_and_every_stage_has_its_own_seed()
    {
        ForgetRequest request = Points.Forget(Points.Range(100), Training);

        var stages = Stages(new Sisa { Shards = 4, Slices = 5 }.Before(request)).Values.ToArray();

        Assert.That(stages, Has.Length.EqualTo(20));
        Assert.That(stages.Select(static stage => stage.Seed).Distinct().Count(), Is.EqualTo(20));
        Assert.That(
            stages.All(static stage => stage.Parent is null || stage.Parent.Points.All(stage.Points.Contains)),
            Is.True
        );
    }

    [Test]
    public void Stages_without_points_and_shards_without_points_drop_out()
    {
        ForgetRequest request = Points.Forget(Points.Range(3), Training, 1);

        IReadOnlyList<MemberSpec> members = new Sisa { Shards = 50, Slices = 10 }
            .After(request)
            .Members;

        Assert.That(members, Has.Count.InRange(1, 2));
        Assert.That(members.SelectMany(static member => member.Points).Order(), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(members.All(static member => Chain(member).All(static stage => stage.Points.Count > 0)), Is.True);
    }

    [TestCase(20, 1, 20)]
    [TestCase(20, 4, 8)]
    [TestCase(30, 3, 15)]
    [TestCase(1, 9, 1)]
    [TestCase(5, 3, 3)]
    public void Epochs_of_a_stage_keep_the_cost_of_a_shard(int epochs, int slices, int expected) =>
        Assert.That(SisaStages.EpochsOf(epochs, slices), Is.EqualTo(expected));

    [Test]
    public void The_manifest_shard_counts_replace_the_option() =>
        Assert.That(new Sisa { Slices = 4 }.WithShards(20), Is.EqualTo(new Sisa { Slices = 4, Shards = 20 }));

    private static Dictionary<(int Shard, int Slice), MemberSpec> Stages(Ensemble ensemble)
    {
        var places = new Dictionary<RandomKey, (int, int)>();
        for (int shard = 0; shard < 50; shard++)
        {
            for (int slice = 0; slice < 10; slice++)
            {
                places[SisaStages.SeedOf(Points.Seed, shard, slice)] = (shard, slice);
            }
        }

        return ensemble.Members.SelectMany(Chain).ToDictionary(stage => places[stage.Seed]);
    }

    private static IEnumerable<MemberSpec> Chain(MemberSpec last) =>
        last.Parent is null ? [last] : Chain(last.Parent).Append(last);
}
