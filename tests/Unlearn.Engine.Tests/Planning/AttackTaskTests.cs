using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which points an attack asks which models for.</summary>
public sealed class AttackTaskTests
{
    [Test]
    public void An_attack_with_an_auc_asks_for_retained_and_test_points_too()
    {
        AttackTask task = Task(new LossThreshold());

        Assert.That(
            Asked(task, task.Targets.Target.Members[0]),
            Is.EqualTo(
                new[]
                {
                    task.Points.Members,
                    task.Points.NonMembers,
                    task.Case.RetainedSample,
                    task.Problem.Test,
                    task.Case.Request.Retain,
                }
            )
        );
        Assert.That(task.Outputs.Select(static ask => ask.Again), Is.All.True);
    }

    [Test]
    public void One_without_an_auc_asks_for_its_points_alone()
    {
        AttackTask task = Task(new AccuracyGap());
        WeightTask reference = task.Targets.Of(ModelRole.References)[0].Members[0];

        Assert.That(
            Asked(task, task.Targets.Target.Members[0]),
            Is.EqualTo(new[] { task.Points.Members, task.Points.NonMembers, task.Case.Request.Retain })
        );
        Assert.That(Asked(task, reference), Does.Contain(task.Points.Members).And.Contain(task.Points.NonMembers));
    }

    [Test]
    public void One_with_copies_of_the_method_asks_them_as_the_attacked_model()
    {
        AttackTask task = Task(new ULira { Shadows = 8 });

        foreach (WeightTask copy in task.Targets.Of(ModelRole.Unlearned).SelectMany(static model => model.Members))
        {
            Assert.That(
                Asked(task, copy),
                Is.EqualTo(
                    new[] { task.Points.Members, task.Points.NonMembers, task.Case.RetainedSample, task.Problem.Test }
                )
            );
        }
    }

    [Test]
    public void A_probe_reads_weights_and_asks_for_no_output() =>
        Assert.That(Task(new WeightDistanceProbe()).Outputs, Is.Empty);

    [Test]
    public void Roles_are_those_of_what_the_attack_needs()
    {
        Assert.That(Task(new AccuracyGap()).Asks(ModelRole.References), Is.True);
        Assert.That(Task(new AccuracyGap()).Asks(ModelRole.Unlearned), Is.False);
        Assert.That(Task(new ULira { Shadows = 8 }).Asks(ModelRole.Unlearned), Is.True);
    }

    [Test]
    public void Memory_is_that_of_one_member_at_a_time_and_of_all_outputs()
    {
        AttackTask task = Task(new ULira { Shadows = 8 });

        Assert.That(TaskMemory.OfTables(task), Is.Positive);
        Assert.That(task.Memory(1), Is.EqualTo(TaskMemory.OfEvaluation(task) + TaskMemory.OfTables(task)));
    }

    private static IEnumerable<PointSet> Asked(AttackTask task, WeightTask member) =>
        task.Outputs.Where(ask => ask.Members.Contains(member)).Select(static ask => ask.Points);

    private static AttackTask Task(IVerificationAttack attack) =>
        PlanSamples
            .Plan(Samples.Digits with { Attacks = [new Named<IVerificationAttack>("attack", attack)] })
            .Settings[0]
            .Rows.Single(static row => row.Recipe.Id == "ascent")
            .Trials[0]
            .Attacks[0]
            .Task;
}
