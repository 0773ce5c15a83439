using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Descent;
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

    [TestCase(64, 128)]
    [TestCase(8, Batch)]
    public void Edits_hold_batches_of_both_sets_and_no_less_than_a_training(int batch, int points)
    {
        long pass = 3 * points * 3L * 8 * sizeof(float);

        Assert.That(
            TaskMemory.OfUnlearning(Problem, new GradientAscent { BatchSize = batch }, 3),
            Is.EqualTo((3 * 8 * Weights) + (4 * Weights) + pass)
        );
    }

    [Test]
    public void An_evaluation_holds_a_pass_over_64_points_and_the_outputs_of_one_member()
    {
        EvaluationTask evaluation = PlanSamples.Plan(Samples.Digits).Trials.First().Evaluation;

        // Four inputs and four outputs; 72 training and 24 test points, four outputs of twenty bytes each.
        Assert.That(evaluation.Memory(1), Is.EqualTo((64 * 8 * sizeof(float)) + (96 * 4 * 20)));
    }

    [Test]
    public void Scores_hold_beside_that_a_number_and_a_mark_of_every_shadow_on_every_point() =>
        Assert.That(
            new KeyWorld().Scoring().Memory(1),
            Is.EqualTo((64 * 8 * sizeof(float)) + (120 * 4 * 20) + (4 * 120 * (8 + 1)))
        );

    [Test]
    public void A_map_of_loss_holds_the_training_of_one_member_beside_its_models()
    {
        LandscapeTask map = LandscapePlanner.Of(PlanSamples.Plan(Samples.Digits).Settings[0], new TaskRegistry())[0];

        Assert.That(map.Memory(1), Is.EqualTo(((8 + 4 + 160) * Weights) + (Batch * 3 * 8 * sizeof(float))));
    }

    private static long Points(PlanTask task) =>
        task
            .Outputs.Select(static one => one.Points)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance)
            .Cast<PointSet>()
            .Sum(static set => (long)set.Count);
}
