using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>
/// The estimates by hand: softmax regression from 4 features to 4 classes has 16 weights and 4 biases, which a row holds as two blocks of 16
/// numbers of four bytes.
/// </summary>
public sealed class TaskMemoryByHandTests
{
    private const int Weights = 32 * sizeof(float);
    private const int Batch = 32;

    private static readonly LearningProblem Problem = PlanSamples.Problem(Samples.Digits);

    [Test]
    public void A_training_holds_weights_eight_times_and_the_member_at_hand_four_times()
    {
        Assert.That(TaskMemory.OfMember(Problem), Is.EqualTo(8 * Weights));
        Assert.That(TaskMemory.OfHand(Problem), Is.EqualTo(4 * Weights));
        Assert.That(TaskMemory.OfLandscape(Problem), Is.EqualTo(160 * Weights));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_stack_adds_the_values_of_a_batch_of_every_member(int members)
    {
        // Four inputs and four outputs of each point, three times.
        long pass = members * Batch * 3L * 8 * sizeof(float);

        Assert.That(TaskMemory.OfStack(Problem, members), Is.EqualTo((members * 8 * Weights) + (4 * Weights) + pass));
    }

    [Test]
    public void An_attack_holds_the_outputs_of_all_members_on_all_points_and_an_evaluation_those_of_one()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits);
        AttackTask lira = plan.Trials.First().Attacks.Single(static attack => attack.Name == "lira").Task;
        EvaluationTask evaluation = plan.Trials.First().Evaluation;
        long asked = lira.Outputs.Sum(static one => (long)one.Members.Count() * one.Points.Count);

        // Four classes in double precision; of one member at a time there is a copy in single precision too, and one to hand out.
        Assert.That(lira.Outputs.SelectMany(static one => one.Members).Distinct().Count(), Is.GreaterThanOrEqualTo(9));
        Assert.That(TaskMemory.OfTables(lira), Is.EqualTo(asked * 4 * sizeof(double)));
        Assert.That(
            TaskMemory.OfEvaluation(evaluation) - TaskMemory.OfEvaluation(lira),
            Is.EqualTo(20 * 4 * (Points(evaluation) - Points(lira)))
        );
    }

    private static long Points(PlanTask task) =>
        task
            .Outputs.Select(static one => one.Points)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance)
            .Cast<PointSet>()
            .Sum(static set => (long)set.Count);
}
