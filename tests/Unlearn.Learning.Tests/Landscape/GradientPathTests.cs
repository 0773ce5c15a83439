using Unlearn.Learning.Landscape;

namespace Unlearn.Learning.Tests.Landscape;

public class GradientPathTests
{
    private static readonly LogisticLoss Loss = new([1, -2, 0.5], [0.5, 1, -1], [true, false, true], decay: 0.3);

    [Test]
    public void One_step_of_descent_is_the_start_minus_the_rate_times_the_gradient()
    {
        (double by1, double by2) = Loss.Gradient(1, 2);
        IReadOnlyList<LandscapePoint> path = GradientPath.Descend(Loss, Loss.At(1, 2), 0.1, 1);
        Assert.That(path, Is.EqualTo(new[] { Loss.At(1, 2), Loss.At(1 - (0.1 * by1), 2 - (0.1 * by2)) }));
    }

    [Test]
    public void One_step_of_ascent_goes_the_other_way()
    {
        (double by1, double by2) = Loss.Gradient(1, 2);
        IReadOnlyList<LandscapePoint> path = GradientPath.Ascend(Loss, Loss.At(1, 2), 0.1, 1);
        Assert.That(path[1], Is.EqualTo(Loss.At(1 + (0.1 * by1), 2 + (0.1 * by2))));
    }

    [Test]
    public void Long_descent_ends_in_the_minimum()
    {
        LandscapePoint end = GradientPath.Descend(Loss, Loss.At(3, -3), 0.5, 500)[^1];
        LandscapePoint minimum = Loss.Minimum();
        Assert.That(end.Weight1, Is.EqualTo(minimum.Weight1).Within(1e-9));
        Assert.That(end.Weight2, Is.EqualTo(minimum.Weight2).Within(1e-9));
    }

    [TestCase(0, 3)]
    [TestCase(0.1, 0)]
    public void Refuses_no_rate_and_no_steps(double rate, int steps) =>
        Assert.That(
            () => GradientPath.Ascend(Loss, Loss.At(0, 0), rate, steps),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
}
