using System.Text.Json;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Tasks that make members: what they wait for, and what their keys say.</summary>
public sealed class MemberRegistryTests
{
    private static readonly LearningProblem Problem = PlanSamples.Problem(Samples.Digits);

    [Test]
    public void A_stage_waits_for_the_one_before_it_and_the_first_for_nothing()
    {
        var registry = new MemberRegistry(new TaskRegistry());
        var first = new MemberSpec(new RandomKey(1), new PointSet([0, 1]), Problem.Training);
        var second = new MemberSpec(new RandomKey(2), new PointSet([0, 1, 2]), Problem.Training, first);

        TrainTask later = registry.Train(Problem, "shard", second);
        TrainTask earlier = registry.Train(Problem, "shard", first);

        Assert.That(later.Parent, Is.SameAs(earlier));
        Assert.That(later.Dependencies, Is.EqualTo(new[] { earlier }));
        Assert.That(earlier.Dependencies, Is.Empty);
    }

    [Test]
    public void The_key_of_a_trained_original_says_its_seed_points_and_training_and_that_of_a_file_does_not()
    {
        UnlearnTask trained = Ascent(new KeyWorld());
        UnlearnTask given = Ascent(new KeyWorld { Weights = "abc" });

        Assert.That(trained.Original, Is.TypeOf<TrainTask>());
        Assert.That(Inputs(trained).Keys, Has.None.AnyOf("seed", "train", "training"));
        Assert.That(given.Original, Is.TypeOf<GivenTask>());
        Assert.That(Inputs(given)["seed"].GetString(), Is.EqualTo($"{given.Request.Seed}"));
        Assert.That(Inputs(given)["train"].GetString(), Is.EqualTo(given.Request.Train.Digest));
        Assert.That(Inputs(given)["training"].GetProperty("learningRate").GetDouble(), Is.EqualTo(0.1));
    }

    private static UnlearnTask Ascent(KeyWorld world) =>
        (UnlearnTask)world.Trial("few", "ascent").Evaluation.Target.Members.Single();

    private static Dictionary<string, JsonElement> Inputs(PlanTask task) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(task.Inputs)!;
}
