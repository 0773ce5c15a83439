using Unlearn.Engine.Cluster;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Tests.Planning;

namespace Unlearn.Engine.Tests.Cluster;

public sealed class StagePlannerTests
{
    private static readonly IReadOnlyList<PlanTask> Tasks = PlanSamples.Plan(Samples.Digits).Tasks;

    [Test]
    public void Every_task_is_in_one_element_and_its_inputs_in_earlier_stages([Values(0, 0.5, 60)] double seconds)
    {
        ClusterPlan plan = StagePlanner.Plan(Tasks, seconds);

        Dictionary<string, int> stageOf = plan
            .Stages.SelectMany(static stage =>
                stage.Elements.SelectMany(static element => element.Tasks).Select(key => (key, stage.Number))
            )
            .ToDictionary(static pair => pair.key, static pair => pair.Number);
        Assert.That(stageOf.Keys, Is.EquivalentTo(Tasks.Select(static task => task.Key.Hex)));
        foreach (PlanTask task in Tasks)
        {
            int[] inputs = [.. task.Dependencies.Select(input => stageOf[input.Key.Hex])];
            Assert.That(stageOf[task.Key.Hex], Is.EqualTo(inputs.Length == 0 ? 0 : inputs.Max() + 1), task.Kind);
        }
    }

    [Test]
    public void Elements_are_numbered_through_all_stages()
    {
        ClusterPlan plan = StagePlanner.Plan(Tasks, 0);

        Assert.That(
            plan.Elements.Select(static element => element.Number),
            Is.EqualTo(Enumerable.Range(0, Tasks.Count))
        );
        Assert.That(
            plan.Stages.Select(static stage => stage.Number),
            Is.EqualTo(Enumerable.Range(0, plan.Stages.Count))
        );
        Assert.That(plan.Element(3).Number, Is.EqualTo(3));
    }

    [Test]
    public void Small_tasks_are_packed_and_packing_stops_at_the_estimate()
    {
        ClusterPlan one = StagePlanner.Plan(Tasks, 1e9);
        Assert.That(one.Stages.Select(static stage => stage.Elements.Count), Is.All.EqualTo(1));

        double[] estimates =
        [
            .. StagePlanner.Plan(Tasks, 0).Elements.Select(static element => element.EstimatedSeconds),
        ];
        double limit = estimates.Max() * 3;
        ClusterPlan some = StagePlanner.Plan(Tasks, limit);
        Assert.That(some.Elements.Select(static element => element.EstimatedSeconds), Is.All.LessThanOrEqualTo(limit));
        Assert.That(some.Elements.Count(), Is.GreaterThan(one.Elements.Count()).And.LessThan(Tasks.Count));
        Assert.That(
            some.Elements.Sum(static element => element.EstimatedSeconds),
            Is.EqualTo(estimates.Sum()).Within(1e-9).Percent
        );
    }

    [Test]
    public void What_is_in_the_store_takes_no_stage()
    {
        PlanTask[] measures = [.. Tasks.Where(static task => task is not WeightTask)];

        ClusterPlan plan = StagePlanner.Plan(measures, 60);

        Assert.That(plan.Stages, Has.Count.EqualTo(1));
        Assert.That(StagePlanner.Plan([], 60).Stages, Is.Empty);
    }

    [Test]
    public void A_number_that_no_element_has_is_answered_with_those_that_there_are()
    {
        ClusterPlan plan = StagePlanner.Plan(Tasks, 0);

        Assert.That(
            () => plan.Element(Tasks.Count),
            Throws.TypeOf<Unlearn.Core.InputException>().With.Message.Contains($"0 to {Tasks.Count - 1}")
        );
        Assert.That(
            () => new ClusterPlan([]).Element(0),
            Throws.TypeOf<Unlearn.Core.InputException>().With.Message.Contains("in the store")
        );
    }
}
