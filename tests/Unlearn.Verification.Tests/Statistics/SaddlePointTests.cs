using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class SaddlePointTests
{
    // Logarithms of exact fractions x^a (1-x)^b (a+b-1)! / ((a-1)! (b-1)!), to 20 digits; at the mean, near it and far from it.
    [TestCase(1, 1, 0.25, -1.6739764335716715463)]
    [TestCase(2, 3, 0.25, -1.1507282898071237098)]
    [TestCase(16, 16, 0.5, 0.11297100771527759789)]
    [TestCase(20, 30, 0.25, -2.3875286039738572372)]
    [TestCase(1000, 3000, 0.25, 2.3910077922855647976)]
    [TestCase(1000, 3000, 0.3125, -35.499571862393977939)]
    [TestCase(1000, 3000, 0.5, -520.85713597226227172)]
    public void The_term_is_the_logarithm_of_its_formula(double a, double b, double x, double expected)
    {
        Close.To(SaddlePoint.LogBetaDensityTerm(a, b, x), expected, 1e-13, "the term");
    }

    [Test]
    public void From_seventeen_on_Stirlings_series_is_right_to_the_last_digits()
    {
        // At the mean nothing else adds an error: log(33! / (16!)^2 / 2^34).
        Assert.That(SaddlePoint.LogBetaDensityTerm(17, 17, 0.5), Is.EqualTo(0.14374266638203128626).Within(2e-15));
    }
}
