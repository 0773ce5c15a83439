using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Of 120 points with the classes 0, 1, 2, 3, 0, ... those from 0 to 71 are trained on, those from 72 to 95 tested.</summary>
public sealed class TestPointsTests
{
    private static readonly LearningProblem Problem = PlanSamples.Problem(Samples.Digits);

    [Test]
    public void Test_points_of_a_class_that_goes_as_a_whole_stand_apart()
    {
        var points = TestPoints.Of(Problem, new PointSet(Problem.Train.Where(static point => point % 4 != 3)));

        Assert.That(points.Gone.Ids, Is.EqualTo(new[] { 75, 79, 83, 87, 91, 95 }));
        Assert.That(points.Kept.Ids, Is.EqualTo(Problem.Test.Ids.Except(points.Gone.Ids)));
    }

    [Test]
    public void One_point_that_stays_keeps_its_class()
    {
        var points = TestPoints.Of(Problem, new PointSet([0, 1, 2, 3]));

        Assert.That(points.Gone, Is.Empty);
        Assert.That(points.Kept.Ids, Is.EqualTo(Problem.Test.Ids));
    }
}
