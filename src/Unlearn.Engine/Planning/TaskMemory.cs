using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Rough bytes that tasks need while they run, beside data and caches that all share.</summary>
internal static class TaskMemory
{
    // By measurement: a stack in training holds weights, gradient, momentum and temporaries of about the same size, and the member
    // at hand is there a few times more, last as the image of its entry.
    private const int CopiesInTraining = 8;
    private const int CopiesAtHand = 4;

    // Forty models of a walk, its axes in double precision, 32 models of a grid and their stack.
    private const int ModelsOfLandscape = 160;

    // Outputs are computed in double precision, kept in single precision, and handed out in double precision.
    private const int BytesOfOutput = sizeof(double) + sizeof(float) + sizeof(double);

    // Points that go, and as many that stay.
    private const int SetsOfUnlearning = 2;

    /// <summary>Of members that are trained as one stack.</summary>
    public static long OfStack(LearningProblem problem, int count) =>
        OfStack(problem, count, problem.Training.BatchSize);

    /// <summary>Of members that a method edits as one stack.</summary>
    public static long OfUnlearning(LearningProblem problem, IWeightMethod method, int count) =>
        OfStack(problem, count, Math.Max(problem.Training.BatchSize, SetsOfUnlearning * method.BatchSize));

    /// <summary>Of the member at hand alone.</summary>
    public static long OfHand(LearningProblem problem) => CopiesAtHand * OfWeights(problem);

    /// <summary>Of one member while it is trained or unlearned.</summary>
    public static long OfMember(LearningProblem problem) => CopiesInTraining * OfWeights(problem);

    private static long OfWeights(LearningProblem problem) => (long)problem.Data.Network.Layout.Width * sizeof(float);

    private static long OfStack(LearningProblem problem, int count, int points)
    {
        Network network = problem.Data.Network;
        long pass = points * network.TrainingValuesPerPoint * sizeof(float);
        return (count * OfMember(problem)) + OfHand(problem) + (Math.Min(count, network.MembersAtOnce) * pass);
    }

    /// <summary>Of a map of loss: the models of a walk, and as many of a grid as are asked at once.</summary>
    public static long OfLandscape(LearningProblem problem) => ModelsOfLandscape * OfWeights(problem);

    /// <summary>One member at a time: its forward pass and its outputs.</summary>
    public static long OfEvaluation(PlanTask task)
    {
        Network network = task.Problem.Data.Network;
        long pass = EvaluationPass.Points(network) * network.EvaluationValuesPerPoint * sizeof(float);
        return pass + (BytesOfOutput * task.Problem.Objective.Columns * PointsOf(task));
    }

    /// <summary>The outputs of all members, which an attack sees together.</summary>
    public static long OfTables(PlanTask task) =>
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
