using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>120 points of 7 people: person k has every seventh point from k on; 72 are in train, 24 in test, 24 in population.</summary>
public sealed class RequestReachTests
{
    [Test]
    public void A_persons_points_are_counted_in_every_set()
    {
        ExperimentPlan plan = Plan(new Named<IForgetScenario>("one-person", new GroupScenario { Group = "3" }));
        Assert.That(RequestReach.Of(plan, plan.Settings[0]), Is.EqualTo(new AskedPoints(10, 4, 3)));
        Assert.That(
            RequestReach.Lines(plan),
            Is.EqualTo(
                new[]
                {
                    "toy/softmax/one-person: of those who ask 10 points are in train, which are forgotten, 4 in test and 3 in population, which no model was trained on",
                }
            )
        );
    }

    [Test]
    public void A_query_counts_all_that_meet_it()
    {
        ExperimentPlan plan = Plan(
            new Named<IForgetScenario>("a-label", new QueryScenario { Where = new Condition("label in [2]") })
        );
        Assert.That(RequestReach.Of(plan, plan.Settings[0]), Is.EqualTo(new AskedPoints(18, 6, 6)));
    }

    [Test]
    public void A_stream_of_people_counts_those_of_all_who_ask()
    {
        ExperimentPlan plan = Plan(
            new Named<IForgetScenario>("users", new StreamScenario { Requests = 2, Order = StreamOrder.ByUser })
        );
        AskedPoints asked = RequestReach.Of(plan, plan.Settings[0])!;
        Assert.That(asked.Train, Is.EqualTo(20).Within(2));
        Assert.That(asked.Test + asked.Population, Is.EqualTo(14).Within(2));
    }

    [Test]
    public void Different_requests_of_the_seeds_are_counted_by_their_mean()
    {
        // Group g has the points from g squared on: 1, 3, 5, ... of them.
        ExperimentPlan plan = Plan(
            new Named<IForgetScenario>("one-person", new GroupScenario { Count = 1 }),
            static point => (int)Math.Sqrt(point),
            seeds: 4
        );
        int[] forgotten = [.. plan.Settings[0].Rows[0].Trials.Select(static trial => trial.Case.Request.Forget.Count)];

        Assert.That(forgotten.Distinct().Count(), Is.GreaterThan(1));
        Assert.That(
            RequestReach.Of(plan, plan.Settings[0])!.Train,
            Is.EqualTo((int)Math.Round(forgotten.Sum() / 4.0, MidpointRounding.AwayFromZero))
        );
    }

    [Test]
    public void Requests_for_single_points_say_nothing_of_others()
    {
        ExperimentPlan plan = Plan(new Named<IForgetScenario>("a-few", new RandomScenario { Count = 5 }));
        Assert.That(RequestReach.Of(plan, plan.Settings[0]), Is.Null);
        Assert.That(RequestReach.Lines(plan), Is.Empty);
    }

    private static ExperimentPlan Plan(Named<IForgetScenario> scenario, Func<int, int>? groupOf = null, int seeds = 2)
    {
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = Samples.Digits.Seeds with { Count = seeds },
            Forget = [scenario],
        };
        const int Points = 120;
        var dataset = new Dataset
        {
            Name = "toy",
            Features = new float[Points * 4],
            FeatureShape = [4],
            Labels = [.. Enumerable.Range(0, Points).Select(static point => point % 4)],
            Groups = [.. Enumerable.Range(0, Points).Select(groupOf ?? (static point => point % 7))],
            ClassNames = ["a", "b", "c", "d"],
            Digest = "0123",
        };
        var problem = new LearningProblem(
            "toy",
            "softmax",
            dataset,
            new DataSplit([.. Enumerable.Range(0, 72)], [.. Enumerable.Range(72, 24)], [.. Enumerable.Range(96, 24)]),
            new SoftmaxRegression(),
            definition.Training,
            new ComputePlatform("library 1", "cpu"),
            1
        );
        return new ExperimentPlanner(definition, [problem]).Build(new TrialFilter([]));
    }
}
