using Unlearn.Learning.Landscape;

namespace Unlearn.Learning.Tests.Landscape;

public class LogisticLossTests
{
    private static readonly LogisticLoss Loss = new([1, -2, 0.5], [0.5, 1, -1], [true, false, true], decay: 0.3);

    [Test]
    public void Equals_the_logarithm_of_two_at_the_origin() =>
        Assert.That(Loss.At(0, 0).Loss, Is.EqualTo(Math.Log(2)).Within(1e-15));

    [Test]
    public void Equals_the_closed_form_for_one_point()
    {
        LogisticLoss one = new([2], [3], [true], decay: 0.5);
        double expected = Math.Log(1 + Math.Exp(-((2 * 0.4) + (3 * -0.1)))) + (0.25 * ((0.4 * 0.4) + (0.1 * 0.1)));
        Assert.That(one.At(0.4, -0.1).Loss, Is.EqualTo(expected).Within(1e-15));
    }

    [TestCase(0, 0)]
    [TestCase(1.5, -0.7)]
    [TestCase(-30, 40)]
    public void Gradient_agrees_with_central_differences(double weight1, double weight2)
    {
        const double step = 1e-5;
        double by1 = (Loss.At(weight1 + step, weight2).Loss - Loss.At(weight1 - step, weight2).Loss) / (2 * step);
        double by2 = (Loss.At(weight1, weight2 + step).Loss - Loss.At(weight1, weight2 - step).Loss) / (2 * step);
        (double actual1, double actual2) = Loss.Gradient(weight1, weight2);
        Assert.That(actual1, Is.EqualTo(by1).Within(1e-7));
        Assert.That(actual2, Is.EqualTo(by2).Within(1e-7));
    }

    [Test]
    public void Stays_finite_far_away() => Assert.That(Loss.At(1e4, -1e4).Loss, Is.GreaterThan(0).And.LessThan(1e9));

    [Test]
    public void Gradient_vanishes_at_the_minimum()
    {
        LandscapePoint minimum = Loss.Minimum();
        (double by1, double by2) = Loss.Gradient(minimum.Weight1, minimum.Weight2);
        Assert.That(by1, Is.EqualTo(0).Within(1e-12));
        Assert.That(by2, Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void Refuses_features_and_classes_of_different_lengths() =>
        Assert.That(() => new LogisticLoss([1, 2], [1], [true], 0.1), Throws.ArgumentException);
}
