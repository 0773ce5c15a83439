using Unlearn.Engine.Planning;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Running;

/// <summary>Rough bytes that tasks need while they run, beside data and caches that all share.</summary>
internal static class TaskMemory
{
    // By measurement: a stack in training holds weights, gradient, momentum and temporaries of about the same size, and the member
    // at hand is there a few times more, last as the image of its entry.
    private const int CopiesInTraining = 8;
    private const int CopiesAtHand = 4;

    // Each value of a pass is there with its gradient and a temporary.
    private const int CopiesInPass = 3;

    // Outputs are computed in double precision, kept in single precision, and handed out in double precision.
    private const int BytesOfOutput = sizeof(double) + sizeof(float) + sizeof(double);

    /// <summary>Of a group.</summary>
    /// <param name="first">A task of it; the others are of its shape.</param>
    /// <param name="count">Number of tasks.</param>
    public static long Of(PlanTask first, int count) =>
        first switch
        {
            TrainTask or MethodTrainTask or UnlearnTask => (count * OfMember(first.Problem))
                + (CopiesAtHand * OfWeights(first.Problem))
                + OfPass(first.Problem, count),
            GivenTask => CopiesAtHand * OfWeights(first.Problem),
            // Figures are made one after another.
            AttackTask => OfEvaluation(first) + OfTables(first),
            ScoringTask scoring => OfEvaluation(first)
                + ((long)scoring.Shadows.Count * scoring.Points.Count * (sizeof(double) + sizeof(bool))),
            _ => OfEvaluation(first),
        };

    /// <summary>Of one member while it is trained or unlearned.</summary>
    public static long OfMember(LearningProblem problem) => CopiesInTraining * OfWeights(problem);

    private static long OfWeights(LearningProblem problem) => (long)problem.Data.Network.Layout.Width * sizeof(float);

    private static long OfPass(LearningProblem problem, int count)
    {
        Network network = problem.Data.Network;
        long atOnce = Math.Min(count, network.MembersAtOnce);
        return atOnce * problem.Training.BatchSize * network.ValuesAPoint * CopiesInPass * sizeof(float);
    }

    /// <summary>One member at a time: its forward pass and its outputs.</summary>
    private static long OfEvaluation(PlanTask task)
    {
        Network network = task.Problem.Data.Network;
        long pass = EvaluationPass.Points(network) * network.ValuesAPoint * sizeof(float);
        return pass + (BytesOfOutput * task.Problem.Objective.Columns * PointsOf(task));
    }

    /// <summary>The outputs of all members, which an attack sees together.</summary>
    private static long OfTables(PlanTask task) =>
        task.Outputs.Sum(static asked => (long)asked.Members.Count() * asked.Points.Count)
        * task.Problem.Objective.Columns
        * sizeof(double);

    /// <summary>Points that a member is asked for, at most.</summary>
    private static long PointsOf(PlanTask task) =>
        task
            .Outputs.Select(static asked => asked.Points)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Sum(static points => (long)((PointSet)points!).Count);
}
