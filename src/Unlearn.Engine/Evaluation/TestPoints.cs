using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Test points of the classes that a model may still know, and those of classes of which no training point stays: a model without a class
/// gets all of its points wrong, and that is no loss of utility.
/// </summary>
/// <param name="Kept">Of classes with a point that stays; all test points where no class goes.</param>
/// <param name="Gone">Of classes that go as a whole.</param>
internal sealed record TestPoints(PointSet Kept, PointSet Gone)
{
    /// <summary>Divides a problem's test points.</summary>
    /// <param name="problem">Dataset and split.</param>
    /// <param name="retain">The training points that stay.</param>
    public static TestPoints Of(LearningProblem problem, PointSet retain)
    {
        int[] labels = problem.Data.Dataset.Labels;
        HashSet<int> kept = [.. retain.Ids.Select(point => labels[point])];
        return new TestPoints(
            new PointSet(problem.Test.Ids.Where(point => kept.Contains(labels[point]))),
            new PointSet(problem.Test.Ids.Where(point => !kept.Contains(labels[point])))
        );
    }
}
