using Unlearn.Core.Randomness;
using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Shadows in pairs, as many as are asked for.</summary>
public sealed class ShadowPoolTests
{
    private static readonly LearningProblem Problem = PlanSamples.Problem(Samples.Digits);

    [Test]
    public void A_pair_halves_all_points_of_a_problem_where_nothing_is_planted()
    {
        IReadOnlyList<TrainTask> pair = Pool(new MemberRegistry(new TaskRegistry())).Take(2);

        Assert.That(pair.Select(static shadow => shadow.Spec.Points.Count), Is.EqualTo(new[] { 60, 60 }));
        Assert.That(
            pair.SelectMany(static shadow => shadow.Spec.Points.Ids).Order(),
            Is.EqualTo(Enumerable.Range(0, 120))
        );
    }

    [Test]
    public void Fewer_shadows_are_the_first_of_more()
    {
        ShadowPool pool = Pool(new MemberRegistry(new TaskRegistry()));
        IReadOnlyList<TrainTask> six = pool.Take(6);

        Assert.That(six, Has.Count.EqualTo(6).And.Unique);
        Assert.That(pool.Take(4), Is.EqualTo(six.Take(4)));
        Assert.That(pool.Identity(4), Is.Not.EqualTo(pool.Identity(6)));
    }

    [Test]
    public void No_shadow_is_made_that_nobody_asked_for()
    {
        IReadOnlyList<TrainTask> four = Pool(new MemberRegistry(new TaskRegistry())).Take(4);
        var registry = new MemberRegistry(new TaskRegistry());
        _ = Pool(registry).Take(2);

        // The first to ask for a member names its kind.
        Assert.That(registry.Train(Problem, "asked", four[1].Spec).Kind, Is.EqualTo("shadow"));
        Assert.That(registry.Train(Problem, "asked", four[2].Spec).Kind, Is.EqualTo("asked"));
    }

    private static ShadowPool Pool(MemberRegistry registry) => new(Problem, new RandomKey(3), registry);
}
