using Unlearn.Engine.Planning;
using Unlearn.Learning.Models;

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
            AttackTask attack => OfOutputs(first.Problem, attack.Targets.Members.Count()),
            _ => OfOutputs(first.Problem, first.Dependencies.Count),
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

    private static long OfOutputs(LearningProblem problem, int members) =>
        (long)members * problem.Data.Dataset.Count * problem.Data.Dataset.ClassCount * sizeof(double);
}
